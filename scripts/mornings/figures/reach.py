"""Whom a hotline reached, and what they knew at the end of the morning."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.mornings.outcome import Outcome

NOTHING_NEXT = frozenset({"", "nothing", "try again", "only testing"})  # told no more than that


@dataclass(frozen=True, slots=True)
class Reach:
    """`told` counts people by what they knew at the end."""

    people: int
    answered: int  # by something but a busy tone
    served: int  # units were held for them, or an agent answered
    booked: int
    knows_next: int  # booked, or knows of a promise, a kept place, the waiting list, the next release
    told: dict[str, int]


def reach(those: Sequence[Outcome]) -> Reach:
    """Count whom a hotline reached."""
    return Reach(
        people=len(those),
        answered=sum(each.reached is not None for each in those),
        served=sum(each.served is not None for each in those),
        booked=sum(each.booked is not None for each in those),
        knows_next=sum(each.told not in NOTHING_NEXT for each in those),
        told=dict(sorted(Counter(each.told or "nothing" for each in those).items())),
    )
