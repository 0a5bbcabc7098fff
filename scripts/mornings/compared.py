"""One morning under three policies: ours, as it was played, and two models over the same people."""

from collections.abc import Sequence

from scripts.mornings.figures import Figures, figures
from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.policies import fifo, lottery
from scripts.mornings.scenario import Scenario

OURS, LOTTERY, FIFO = "ours", "lottery", "fifo"


def compared(
    scenario: Scenario, crowd: Sequence[Person], ours: Sequence[Outcome], seed: int
) -> tuple[Figures, ...]:
    """Return the figures of ours, of the lottery, and of the plain queue."""
    return (
        figures(OURS, scenario, crowd, ours),
        figures(LOTTERY, scenario, crowd, lottery(scenario, crowd, seed)),
        figures(FIFO, scenario, crowd, fifo(scenario, crowd, seed)),
    )
