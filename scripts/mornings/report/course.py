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
TICKS, MOST_TICKS = (1, 2, 5, 10, 15, 30, 60, 120, 240), 5  # minutes between two, and how many
ROWS, MOST_ROWS = (1, 5, 15), 13  # of the table


def course(told: Told) -> Chart:
    """Show how many had called, were answered, and knew what comes next."""
    most = nice(max((each.reach.people for each in told.policies), default=0), whole=True)
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


def ticks(told: Told, stretches: Sequence[Stretch]) -> list[tuple[float, str]]:
    """Return a few ticks at round times: hours, or minutes of a morning that was stopped early."""
    return [(minute, told.clock(60 * minute)) for minute in _spaced(stretches, TICKS, MOST_TICKS)]


def rows_of(told: Told) -> Iterable[tuple[str, list[Stretch]]]:
    """Yield for some minutes the time, and what had come to be by then under each policy."""
    chosen = _spaced(told.policies[0].course, ROWS, MOST_ROWS)
    for together in zip(*(each.course for each in told.policies), strict=True):
        if together[0].minute in chosen:
            yield told.clock(60 * together[0].minute), list(together)


def _spaced(stretches: Sequence[Stretch], steps: Sequence[int], most: int) -> range:
    """Return minutes at the first of these steps that makes them few enough, or at the last."""
    first, last = stretches[0].minute, stretches[-1].minute
    found = [range(-(-first // step) * step, last + 1, step) for step in steps]
    return next((each for each in found if len(each) <= most), found[-1])


def _panel(told: Told, figures: Figures, most: Sequence[float]) -> Panel:
    stretches = figures.course
    title = f"{NAMES[figures.policy]}: callers over the morning; the table below has the numbers"
    panel = Panel(title, (stretches[0].minute, stretches[-1].minute), (0, most[-1]))
    panel.ticks_up((tick, count(tick)) for tick in most)
    panel.ticks_across(ticks(told, stretches))
    for name, _ in LINES:
        panel.curve(_points(stretches, name), name)
    return panel


def _points(stretches: Sequence[Stretch], name: str) -> list[Point]:
    return [(each.minute, getattr(each, name)) for each in stretches]


def _rows(told: Told) -> Iterable[list[str]]:
    for time, together in rows_of(told):
        yield [time, *(count(getattr(each, name)) for each in together for name, _ in LINES)]
