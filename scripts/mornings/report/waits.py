"""Waits and appointments by the order in which people first called: a tenth of them at a time."""

from collections.abc import Callable, Sequence

from scripts.mornings.figures import Tenth
from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.plot import Panel, nice
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import lasting, share

TENTHS = (1, 10)
LEAD = (
    "Callers in the order in which they first called: the first tenth, the second, and so on. Waits are those"
    " that half of them did not exceed; where nobody of a tenth was served, there is none."
    " Whoever knows within minutes what comes next need not stay on the telephone until they are served."
)
COLUMNS = ("served within", "nine in ten within", "got an appointment", "knew what comes next", "within")
Measure = Callable[[Tenth], float | None]


def waits(told: Told) -> Chart:
    """Show whether calling early counted."""
    panels = (
        ("Minutes from the first try to knowing what comes next", _knew, ""),
        ("Minutes from the first try to being served", _served, ""),
        ("Got an appointment, of each tenth", _got, " %"),
    )
    return Chart(
        name="waits",
        heading="Who had to wait, by order of calling",
        lead=LEAD,
        panels=[Captioned(title, _panel(told, title, measure, unit)) for title, measure, unit in panels],
        legend=[(each.policy, NAMES[each.policy]) for each in told.policies],
        header=["Tenth", *(f"{NAMES[each.policy]}: {what}" for each in told.policies for what in COLUMNS)],
        rows=[_row(together) for together in zip(*(each.waits for each in told.policies), strict=True)],
    )


def _served(tenth: Tenth) -> float | None:
    return None if tenth.half_waited is None else tenth.half_waited / 60


def _knew(tenth: Tenth) -> float | None:
    return None if tenth.half_knew is None else tenth.half_knew / 60


def _got(tenth: Tenth) -> float | None:
    return 100 * tenth.booked / tenth.people if tenth.people else None


def _panel(told: Told, title: str, measure: Measure, unit: str) -> Panel:
    found = {each.policy: [(tenth.which, measure(tenth)) for tenth in each.waits] for each in told.policies}
    known = {policy: [(float(x), y) for x, y in all_ if y is not None] for policy, all_ in found.items()}
    ticks = nice(max((y for points in known.values() for _, y in points), default=1))
    panel = Panel(f"{title}: a line for each policy; the table below has the numbers", TENTHS, (0, ticks[-1]))
    panel.ticks_up((tick, f"{tick:g}{unit}") for tick in ticks)
    panel.ticks_across([(1, "first tenth"), (5.5, "order of calling"), (10, "last")])
    for policy, points in known.items():
        panel.curve(points, policy)
        panel.dots(points, policy)
    return panel


def _row(together: Sequence[Tenth]) -> list[str]:
    row = [str(together[0].which)]
    for each in together:
        row += [lasting(each.half_waited), lasting(each.most_waited)]
        row += [share(part, each.people) for part in (each.booked, each.knows_next)] + [
            lasting(each.half_knew)
        ]
    return row
