"""The morning minute by minute: how many had called, were answered, knew what comes next, were booked."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from scripts.mornings.figures.reach import NOTHING_NEXT
from scripts.mornings.outcome import Outcome

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """What had come to be by a minute, counted from the opening; before it, minutes are negative."""

    minute: int
    called: int
    answered: int
    knows_next: int
    units: int


def course(those: Sequence[Outcome], opening: float, ends: float) -> tuple[Stretch, ...]:
    """Return every minute from the first of the scenario to its last."""
    called = sorted(each.first_try for each in those)
    answered = sorted(each.reached for each in those if each.reached is not None)
    told = (each.told_at for each in those if each.told not in NOTHING_NEXT)
    knows = sorted(at for at in told if at is not None)
    booked = sorted((each.booked, each.units) for each in those if each.booked is not None)
    units, moments = [0, *accumulate(count for _, count in booked)], [at for at, _ in booked]
    stretches = []
    for minute in range(-math.ceil(opening / MINUTE), math.ceil((ends - opening) / MINUTE) + 1):
        until = opening + minute * MINUTE
        one, two, three = (bisect_right(each, until) for each in (called, answered, knows))
        stretches.append(Stretch(minute, one, two, three, units[bisect_right(moments, until)]))
    return tuple(stretches)
