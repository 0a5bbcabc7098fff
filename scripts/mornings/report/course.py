"""The morning minute by minute: a panel for each policy, all on one scale."""

from collections.abc import Iterable, Sequence

from scripts.mornings.figures import Figures, Stretch
from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.plot import Panel, Point, nice
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count

LINES = (
    ("called", "have called"),
    ("answered", "have heard more than a busy tone"),
    ("knows_next", "know what comes next"),
)
EVERY = 15  # minutes, in the table
MOST_TICKS = 5
HOUR = 60


def course(told: Told) -> Chart:
    """Show how many had called, were answered, and knew what comes next."""
    most = nice(max((each.reach.people for each in told.policies), default=0))
    return Chart(
        name="course",
        heading="The morning, minute by minute",
        lead="How many callers had called, had been answered, and knew what comes next, at each minute.",
        panels=[
            Captioned(NAMES[each.policy], _panel(told, each, most), each.policy) for each in told.policies
        ],
        legend=LINES,
        header=["Time", *(f"{NAMES[each.policy]}: {what}" for each in told.policies for _, what in LINES)],
        rows=list(_rows(told)),
    )


def hours(told: Told, stretches: Sequence[Stretch]) -> list[tuple[float, str]]:
    """Return ticks at whole hours, a few of them."""
    first, last = stretches[0].minute, stretches[-1].minute
    start = -((-first) // HOUR) * HOUR if first < 0 else first
    whole = range(start, last + 1, HOUR)
    step = -(-len(whole) // MOST_TICKS)
    return [(minute, told.clock(60 * minute)) for minute in whole[::step]]


def _panel(told: Told, figures: Figures, most: Sequence[float]) -> Panel:
    stretches = figures.course
    title = f"{NAMES[figures.policy]}: callers over the morning; the table below has the numbers"
    panel = Panel(title, (stretches[0].minute, stretches[-1].minute), (0, most[-1]))
    panel.ticks_up((tick, count(tick)) for tick in most)
    panel.ticks_across(hours(told, stretches))
    for name, _ in LINES:
        panel.curve(_points(stretches, name), name)
    return panel


def _points(stretches: Sequence[Stretch], name: str) -> list[Point]:
    return [(each.minute, getattr(each, name)) for each in stretches]


def _rows(told: Told) -> Iterable[list[str]]:
    for together in zip(*(each.course for each in told.policies), strict=True):
        minute = together[0].minute
        if minute % EVERY == 0:
            numbers = (count(getattr(each, name)) for each in together for name, _ in LINES)
            yield [told.clock(60 * minute), *numbers]
