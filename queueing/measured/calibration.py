"""Whether what was said of waits came true. Pure; times are in seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from queueing.measured.ranges import said

MUCH, MINUTE = 0.2, 60  # of the wait, and seconds: told too little by both of them
HIGH = 0.8  # the share of waits that the upper end of a range is meant to hold


@dataclass(frozen=True, slots=True)
class Scored:
    """One announcement, and how long the wait then really was."""

    place: int
    at: float  # seconds since 1970
    position: int
    predicted: float
    low: float
    high: float
    reason: str | None
    waited: float  # from the announcement to the seat

    @property
    def is_inside(self) -> bool:
        """Tell whether the wait was within the range as it was spoken."""
        spoken = said(self.low, self.high)
        return spoken.least * 60 <= self.waited and (spoken.more_than or self.waited <= spoken.most * 60)

    @property
    def is_too_little(self) -> bool:
        """Tell whether the wait was more than 20 % and a minute longer than was predicted."""
        short = self.waited - self.predicted
        return short > MUCH * self.waited and short > MINUTE

    @property
    def pinball(self) -> float:
        """Return the loss of the upper end as an 80th percentile: too low costs four times as much."""
        short = self.waited - self.high
        return max(HIGH * short, (HIGH - 1) * short)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How true a number of announcements were."""

    told: int
    error: float  # median, of the wait
    inside: float  # share within the range said
    too_little: float  # share told more than 20 % and a minute too little
    pinball: float  # seconds, mean


def calibrated(scored: Sequence[Scored]) -> Calibration | None:
    """Return how true these were; None where nothing was said yet."""
    waits = [each for each in scored if each.waited > 0]
    if not waits:
        return None
    return Calibration(
        told=len(waits),
        error=median(abs(each.predicted - each.waited) / each.waited for each in waits),
        inside=fmean(each.is_inside for each in waits),
        too_little=fmean(each.is_too_little for each in waits),
        pinball=fmean(each.pinball for each in waits),
    )
