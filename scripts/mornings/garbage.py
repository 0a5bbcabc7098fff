"""Looking for garbage seldom: what a morning makes is thousands of people, who stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def little_garbage() -> Iterator[None]:
    """Look for garbage seldom, and never among what has stayed: thousands of people are none."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100_000)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
