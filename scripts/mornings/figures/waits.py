"""How long people waited, by the order in which they first tried: ten groups of as many."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.mornings.figures.ranks import at_share
from scripts.mornings.figures.reach import NOTHING_NEXT
from scripts.mornings.outcome import Outcome

GROUPS = 10


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the people, the first being who tried first; waits are seconds from first try to service."""

    which: int  # from 1
    people: int
    served: int
    booked: int
    knows_next: int
    half_waited: float | None  # half of the served waited no longer
    most_waited: float | None  # nine in ten
    half_knew: float | None  # half of those who know what comes next knew it no later after their first try


def tenths(those: Sequence[Outcome]) -> tuple[Tenth, ...]:
    """Return the ten groups, by first try."""
    ordered = sorted(those, key=lambda each: each.first_try)
    ends = [len(ordered) * at // GROUPS for at in range(GROUPS + 1)]
    return tuple(_tenth(at + 1, ordered[ends[at] : ends[at + 1]]) for at in range(GROUPS))


def _tenth(which: int, group: Sequence[Outcome]) -> Tenth:
    waits = sorted(each.served - each.first_try for each in group if each.served is not None)
    told = [each for each in group if each.told not in NOTHING_NEXT]
    knew = sorted(each.told_at - each.first_try for each in told if each.told_at is not None)
    return Tenth(
        which=which,
        people=len(group),
        served=len(waits),
        booked=sum(each.booked is not None for each in group),
        knows_next=len(told),
        half_waited=at_share(waits, 0.5) if waits else None,
        most_waited=at_share(waits, 0.9) if waits else None,
        half_knew=at_share(knew, 0.5) if knew else None,
    )
