"""Units booked by when."""

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.mornings.outcome import Outcome

MOST = 0.95


@dataclass(frozen=True, slots=True)
class Units:
    """Seconds from the opening until so much of what could be booked was; None if it never was."""

    open: int
    booked: int
    by: dict[str, int]  # units by how they were booked: keypad, agent, callback
    half: float | None
    most: float | None  # 95 of a hundred
    all: float | None


def units(those: Iterable[Outcome], there: int, opening: float) -> Units:
    """Count the units of a morning."""
    found = sorted((each.booked - opening, each.units, each.by) for each in those if each.booked is not None)
    by: dict[str, int] = {}
    for _, count, how in found:
        by[how] = by.get(how, 0) + count
    half, most, whole = (_time_to(found, share * there) for share in (0.5, MOST, 1))
    return Units(there, sum(by.values()), dict(sorted(by.items())), half, most, whole)


def _time_to(found: Iterable[tuple[float, int, str]], wanted: float) -> float | None:
    booked = 0
    for at, count, _ in found:
        booked += count
        if booked >= wanted:
            return at
    return None
