"""Callbacks: how many were promised, and kept, and how long after."""

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.mornings.figures.ranks import at_share
from scripts.mornings.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Promises:
    """`waits` are seconds from promise to call: the 10th, 50th and 90th of a hundred that were kept."""

    given: int
    kept: int
    booked: int  # of those who had one
    waits: tuple[float, ...]


def promises(those: Iterable[Outcome]) -> Promises:
    """Count the promises; one that is not kept by the end of the morning may be owed still."""
    given = [each for each in those if each.promised is not None]
    waits = sorted(each.kept - (each.promised or 0.0) for each in given if each.kept is not None)
    return Promises(
        given=len(given),
        kept=len(waits),
        booked=sum(each.booked is not None for each in given),
        waits=tuple(at_share(waits, share) for share in (0.1, 0.5, 0.9)) if waits else (),
    )
