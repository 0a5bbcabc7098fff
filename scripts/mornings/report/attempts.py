"""How often people dialled: a panel of bars for each policy."""

from collections.abc import Sequence
from itertools import dropwhile

from scripts.mornings.figures import Figures
from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.plot import BOTTOM, TOP, Panel
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count, share

ROW, THICK, LEFT = 20, 13, 104
FULL = 100


def attempts(told: Told) -> Chart:
    """Show how many people dialled once, twice, and so on."""
    most = max((_percent(each, label) for each in told.policies for label in each.effort.attempts), default=1)
    labels = list(dropwhile(lambda label: not any(_of(told, label)), told.policies[0].effort.attempts))
    return Chart(
        name="attempts",
        heading="How often people had to dial",
        lead="Callers by how many times they dialled, relatives who dialled for them included.",
        panels=[
            Captioned(NAMES[each.policy], _panel(each, labels, most), each.policy) for each in told.policies
        ],
        header=["Dials", *(NAMES[each.policy] for each in told.policies)],
        rows=[[label, *map(count, _of(told, label))] for label in labels],
    )


def _of(told: Told, label: str) -> list[int]:
    return [each.effort.attempts[label] for each in told.policies]


def _panel(figures: Figures, labels: Sequence[str], most: float) -> Panel:
    people, counted = figures.reach.people, {label: figures.effort.attempts[label] for label in labels}
    title = f"{NAMES[figures.policy]}: callers by how often they dialled; the table below has the numbers"
    panel = Panel(
        title, (0, most * 1.25 or 1), (0, 1), height=TOP + ROW * len(counted) + BOTTOM - 20, left=LEFT
    )
    for at, (label, number) in enumerate(counted.items()):
        row, percent = TOP + ROW * at, _percent(figures, label)
        panel.text((LEFT - 8, row + THICK - 2), label, "end")
        panel.bar(row, percent, THICK, figures.policy)
        if number:
            panel.text((panel.across(percent) + 5, row + THICK - 2), share(number, people), "start")
    return panel


def _percent(figures: Figures, label: str) -> float:
    people = figures.reach.people
    return FULL * figures.effort.attempts[label] / people if people else 0.0
