"""A core for the hotline and its Redis, and the others for who calls it.

To wake a core up takes as long as many an answer does. Redis is asked so often that it would cost a tenth of
the morning; the callers, who have nothing else to do, need not sleep while they wait.
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


def is_apart(process: int) -> bool:
    """Tell whether a process, by its id, shares no core with this one."""
    return sys.platform == "linux" and os.sched_getaffinity(0).isdisjoint(os.sched_getaffinity(process))
