"""What a report tells of: a scenario, how it was played, and the figures of each policy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from scripts.mornings.compared import FIFO, LOTTERY, OURS
from scripts.mornings.figures import Figures
from scripts.mornings.judged import Judged
from scripts.mornings.scenario import Scenario

NAMES = {OURS: "Fairline", LOTTERY: "Busy-signal lottery", FIFO: "Plain queue"}
KINDS = {OURS: "the hotline itself, in virtual time", LOTTERY: "a model", FIFO: "a model"}


@dataclass(frozen=True, slots=True)
class Told:
    """`command` repeats it; `judged` is what the judge counted; `notes` are for the engineer."""

    scenario: Scenario
    people: int
    seed: int
    command: str
    policies: Sequence[Figures]
    judged: Judged = field(default_factory=Judged)
    notes: Sequence[str] = ()  # versions, and what else is worth knowing

    def of(self, policy: str) -> Figures | None:
        """Return the figures of a policy, where it was played."""
        return next((each for each in self.policies if each.policy == policy), None)

    def clock(self, seconds: float) -> str:
        """Return a time of the scenario's day, such as 07:05, of seconds from the opening."""
        return (self.scenario.facts.opens + timedelta(seconds=seconds)).strftime("%H:%M")
