"""From an estimate to what is said of it: a range as wide as we were wrong. Pure.

The ends of the range are the table's seconds times the 20th and the 80th percentile of actual over
predicted waits of the people served lately (a conformal range: it assumes nothing of how waits are
distributed).

What was said binds what is said next, and only a reason lets it rise: `lua/parts/announced.lua`.
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
class SaidRange:
    """A range as it is spoken, in whole minutes."""

    least: int  # 0 is "less than `most` minutes"
    most: int
    more_than: bool  # it may be more than an hour: say "more than an hour", or "`least` minutes or more"


def spread(ratios: Sequence[float]) -> tuple[float, float]:
    """Return the 20th and the 80th percentile of actual over predicted waits, a few usual ones among them."""
    fifths = quantiles([*USUAL, *ratios[-SERVED:]], n=5, method="inclusive")
    return fifths[0], fifths[-1]


def said(low: float, high: float) -> SaidRange:
    """Return a range of seconds rounded outward: to minutes, to two for a while, then to five."""
    step = next((step for minutes, step in STEPS if high <= minutes * 60), LONG_STEP)
    least = floor(low / 60 / step) * step
    most = max(ceil(high / 60 / step) * step, step)
    return SaidRange(min(least, HOUR), min(most, HOUR), more_than=most > HOUR)
