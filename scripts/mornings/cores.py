"""A core for the hotline and its Redis, and the others for who calls it.

Redis is asked so often, and for so short a time, that to wake another core up for each answer would cost a
tenth of the morning.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial


@contextmanager
def core_apart() -> Iterator[Callable[[], object]]:
    """Keep to one core, with every process that is begun, until told to leave it to those.

    Nothing of it where the machine has one core only, or does not let a process choose.
    """
    usual = os.sched_getaffinity(0) if sys.platform == "linux" else set[int]()
    if len(usual) < 2:  # noqa: PLR2004
        yield lambda: None
        return
    *others, apart = sorted(usual)
    os.sched_setaffinity(0, {apart})
    try:
        yield partial(os.sched_setaffinity, 0, others)
    finally:
        os.sched_setaffinity(0, usual)
