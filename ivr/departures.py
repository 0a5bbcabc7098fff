"""Lets dials go one after the other, each when its slot comes, from a thread of its own.

Nothing that is looked up or written meanwhile holds them up. One that goes later than the gaps between the
slots allow moves those behind it by as much, so that they never crowd into one second.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar

from booking_core import Clock

T = TypeVar("T")

LONGEST_WAIT = 1.0  # seconds, for a slot
# As many calls as make a second take fifteen milliseconds more than it (`dial_slots.SLOWER`), and the way to
# the carrier is not always equally long.
NOT_LATE = timedelta(milliseconds=4)


class Departures:
    """Those that wait for their slots, in order, and how late the ones before them were."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._gate = clock, ThreadPoolExecutor(1)
        self._late = self._told = timedelta(0)  # in all, and as far as the giver of slots knows

    def leave(self, slot: datetime, go: Callable[[], T]) -> Future[T]:
        """Call `go` when its slot comes, after all that came before."""
        return self._gate.submit(self._go, slot - self._told, go)

    def untold(self) -> timedelta:
        """Return by how much later the slots must be than whoever gives them knows; it is told by that."""
        late = self._late
        untold, self._told = late - self._told, late
        return untold

    def end(self) -> None:
        """Wait until all have gone."""
        self._gate.shutdown()

    def _go(self, slot: datetime, go: Callable[[], T]) -> T:
        slot += self._late
        time.sleep(max(0.0, min((slot - self._clock.now()).total_seconds(), LONGEST_WAIT)))
        self._late += max(timedelta(0), self._clock.now() - slot - NOT_LATE)
        return go()
