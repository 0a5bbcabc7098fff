"""From an estimate to what is said of it: a range as wide as we were wrong, kept from then on. Pure.

The ends of the range are the table's seconds times the 20th and the 80th percentile of actual over
predicted waits of the people served lately (a conformal range: it assumes nothing of how waits are
distributed).

What was said binds us. An announcement may not be lower than the last one less the time that passed, so
that a lucky minute is not a promise; and it rises only with a reason that can be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import quantiles

USUAL = (0.65, 0.8, 1.0, 1.2, 1.45) * 4  # ratios of actual to predicted waits, until some have been seen
SERVED = 100  # how many of the last make the range
HOUR = 60  # minutes
STEPS = ((6, 1), (12, 2))  # (minutes, rounded to); longer waits are rounded to five
LONG_STEP = 5


@dataclass(frozen=True, slots=True)
class Range:
    """Between how many seconds a wait is expected to be."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SaidRange:
    """A range as it is spoken, in whole minutes."""

    least: int  # 0 is "less than `most` minutes"
    most: int
    more_than: bool  # it may be more than an hour: say "more than an hour", or "`least` minutes or more"


def spread(ratios: Sequence[float]) -> tuple[float, float]:
    """Return the 20th and the 80th percentile of actual over predicted waits, a few usual ones among them."""
    fifths = quantiles([*USUAL, *ratios[-SERVED:]], n=5, method="inclusive")
    return fifths[0], fifths[-1]


def kept(fresh: Range, last: Range | None, elapsed: float, reason: str | None) -> Range:
    """Return what may be said now, when `last` was said `elapsed` seconds ago."""
    if last is None:
        return fresh
    return Range(
        _kept(fresh.low, last.low, elapsed, reason),
        _kept(fresh.high, last.high, elapsed, reason),
    )


def said(low: float, high: float) -> SaidRange:
    """Return a range of seconds rounded outward: to minutes, to two for a while, then to five."""
    step = next((step for minutes, step in STEPS if high <= minutes * 60), LONG_STEP)
    least = floor(low / 60 / step) * step
    most = max(ceil(high / 60 / step) * step, step)
    return SaidRange(min(least, HOUR), min(most, HOUR), more_than=most > HOUR)


def _kept(fresh: float, last: float, elapsed: float, reason: str | None) -> float:
    at_least = max(fresh, last - elapsed, 0.0)
    return at_least if reason else min(at_least, last)
