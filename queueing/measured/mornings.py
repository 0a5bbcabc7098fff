"""A morning in tens of minutes: how often people call again, and whether equals waited equally long. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

BUCKET = 600  # seconds


@dataclass(frozen=True, slots=True)
class Pressure:
    """The calls of ten minutes; pressure is calls a person, and 1 is nobody calling again."""

    since: int  # seconds since 1970
    calls: int
    persons: int

    @property
    def pressure(self) -> float:
        return self.calls / max(1, self.persons)


@dataclass(frozen=True, slots=True)
class Equality:
    """The waits of those who arrived within ten minutes; Jain's index is 1 where all waited equally long."""

    since: int  # seconds since 1970
    persons: int
    mean: float  # seconds
    index: float


def redial_pressure(calls: Iterable[tuple[float, Hashable]]) -> list[Pressure]:
    """Count `(answered at, who)` by tens of minutes."""
    buckets = _buckets(calls)
    return [Pressure(since, len(who), len(set(who))) for since, who in buckets.items()]


def equality(waits: Iterable[tuple[float, float]]) -> list[Equality]:
    """Compare the waits of `(arrived at, seconds waited)` with those who arrived in the same ten minutes.

    On a morning that grows busier an honest line makes later people wait longer, so that only those who came
    together may be compared.
    """
    buckets = _buckets(waits)
    return [Equality(since, len(each), sum(each) / len(each), jain(each)) for since, each in buckets.items()]


def jain(waits: list[float]) -> float:
    """Return Jain's index: 1 where all are equal, 1 / N where one has all."""
    squares = sum(wait * wait for wait in waits)
    return sum(waits) ** 2 / (len(waits) * squares) if squares else 1.0


def _buckets(timed: Iterable[tuple[float, T]]) -> dict[int, list[T]]:
    buckets: dict[int, list[T]] = defaultdict(list)
    for at, what in sorted(timed, key=lambda each: each[0]):
        buckets[int(at // BUCKET) * BUCKET].append(what)
    return buckets
