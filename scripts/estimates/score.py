"""What was told against what happened: the figures, and the bar."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from statistics import fmean, median
from typing import Any

from redis import Redis

from queueing import said
from scripts.estimates.rules import Told, played
from scripts.estimates.surge import SCENARIOS, Scenario

SHORTEST = 30  # seconds: less is not a wait
MUCH, MINUTE = 0.2, 60  # of the wait, and seconds: told too little by both of them
MOST_ERROR, MOST_TOO_LITTLE = 0.20, 0.20


@dataclass(frozen=True, slots=True)
class Score:
    """How near the figures came, as shares of those told."""

    told: int
    error: float  # median, of the wait
    too_little: float  # by more than 20 % and a minute
    root_mean_square: float  # minutes


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario over many mornings: told on arrival and at every announcement, by both rules."""

    scenario: Scenario
    seeds: int
    first: Score
    every: Score
    asterisk_first: Score
    asterisk_every: Score
    in_range: float  # of all announcements, as spoken
    beyond_range: float  # waited longer than the range said

    @property
    def holds(self) -> bool:
        """Tell whether the bar is met, where there is one."""
        met = self.first.error <= MOST_ERROR and self.first.too_little <= MOST_TOO_LITTLE
        return met or not self.scenario.is_bound

    def as_json(self) -> dict[str, Any]:
        """Return all figures."""
        return asdict(self) | {"holds": self.holds}


def judge(redis: Redis, scenario: Scenario, seeds: int) -> Result:
    """Play a scenario once for each seed, and score all mornings together."""
    told = [each for seed in range(seeds) for each in played(redis, scenario, seed) if left(each) > SHORTEST]
    first = [each for each in told if each.is_first]
    return Result(
        scenario,
        seeds,
        _score(first, lambda each: each.expected),
        _score(told, lambda each: each.expected),
        _score(first, lambda each: each.asterisk),
        _score(told, lambda each: each.asterisk),
        in_range=fmean(_least(each) <= left(each) <= _most(each) for each in told),
        beyond_range=fmean(left(each) > _most(each) for each in told),
    )


def judge_all(redis: Redis, seeds: int) -> list[Result]:
    """Play every scenario."""
    return [judge(redis, scenario, seeds) for scenario in SCENARIOS]


def left(told: Told) -> float:
    """Return the seconds that it really took from an announcement to the beginning."""
    return (told.caller.began or told.at) - told.at


def _score(told: Sequence[Told], figure: Callable[[Told], float]) -> Score:
    errors = [figure(each) - left(each) for each in told]
    return Score(
        told=len(told),
        error=median(abs(error) / left(each) for each, error in zip(told, errors, strict=True)),
        too_little=fmean(
            -error > MUCH * left(each) and -error > MINUTE for each, error in zip(told, errors, strict=True)
        ),
        root_mean_square=sqrt(fmean(error * error for error in errors)) / 60,
    )


def _least(told: Told) -> float:
    return said(told.low, told.high).least * 60


def _most(told: Told) -> float:
    spoken = said(told.low, told.high)
    return float("inf") if spoken.more_than else spoken.most * 60
