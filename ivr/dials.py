"""Starts calls at the pace of the account: each dial in its own slot, in the order in which it was owed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from booking_core import Errand
from ivr.workshop import Workshop
from queueing import dial_slots

T = TypeVar("T")
DIAL = dial_slots.DIAL


def dial_due(at: Workshop, carry_out: Callable[[Errand], T], ahead: timedelta, at_once: int) -> list[T]:
    """Begin each dial that has its slot until `ahead` when that comes, and return what came of each."""
    clock, pace = at.parts.clock, at.parts.settings.calls_a_second
    slots = dial_slots.take(at.parts.database, pace, clock.now(), ahead)
    if not slots:
        return []
    with ThreadPoolExecutor(at_once) as pool:
        begun = []
        for slot, errand in slots:
            time.sleep(max(0.0, min((slot - clock.now()) / timedelta(seconds=1), ahead.total_seconds())))
            begun.append(pool.submit(carry_out, errand))
    return [each.result() for each in begun]


def until_next(at: Workshop) -> float | None:
    """Return the seconds until a dial that is due may go; None where none is due."""
    wait = dial_slots.until_next(at.parts.database, at.parts.clock.now())
    return None if wait is None else wait.total_seconds()
