"""What a morning came to, as figures: from the outcomes of one policy and the people whose they are.

Everything is counted in callers: a couple that goes together is one. Who only tested is left out, but for the
totals of dials and hours; so is who had not called yet when the morning was stopped. Times are seconds from
the opening; waits are seconds from the first try.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scripts.mornings.figures.course import Stretch, course
from scripts.mornings.figures.effort import Effort, effort
from scripts.mornings.figures.fairness import Fairness, Home, Turns, fairness
from scripts.mornings.figures.promises import Promises, promises
from scripts.mornings.figures.reach import NOTHING_NEXT, Reach, reach
from scripts.mornings.figures.units import Units, units
from scripts.mornings.figures.waits import Tenth, tenths
from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario

__all__ = [
    "NOTHING_NEXT",
    "Effort",
    "Fairness",
    "Figures",
    "Home",
    "Promises",
    "Reach",
    "Stretch",
    "Tenth",
    "Turns",
    "Units",
    "figures",
]


@dataclass(frozen=True, slots=True)
class Figures:
    """One policy on one morning."""

    policy: str
    reach: Reach
    effort: Effort
    fairness: Fairness
    promises: Promises
    units: Units
    waits: tuple[Tenth, ...]
    course: tuple[Stretch, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)


def figures(policy: str, scenario: Scenario, crowd: Sequence[Person], outcomes: Sequence[Outcome]) -> Figures:
    """Count one policy's morning; outcomes and people are in the same order."""
    opening, ends = scenario.facts.seconds(scenario.facts.opens), scenario.length
    both = zip(outcomes, crowd, strict=True)
    pairs = [(each, who) for each, who in both if not who.is_test and each.first_try <= ends]
    those = [each for each, _ in pairs]
    clinics = scenario.facts.opening_clinics()
    remote = {each.name for each in scenario.facts.region if each.remote}
    return Figures(
        policy=policy,
        reach=reach(those),
        effort=effort(those, outcomes),
        fairness=fairness(pairs, remote),
        promises=promises(those),
        units=units(those, sum(scenario.scaled(each.units, len(crowd)) for each in clinics), opening),
        waits=tenths(those),
        course=course(those, opening, ends),
    )
