"""The policies side by side: a row a figure."""

from collections.abc import Callable, Iterable
from functools import partial

from scripts.mornings.figures import Figures
from scripts.mornings.report.told import Told
from scripts.mornings.report.words import ABSENT, count, decimal, share

Row = tuple[str, list[str]]
# The best first; whatever else a policy tells comes last, as it is.
KNOWN = {
    "booked": "that they are booked",
    "promise": "that they will be called",
    "waiting list": "that they are on the waiting list",
    "kept place": "that their place is kept",
    "next release": "when more can be booked",
    "try again": "only to try again",
    "nothing": "nothing",
}
Cells = Iterable[tuple[str, Callable[[Figures], str]]]


def _of(part: int, whole: int) -> str:
    return f"{count(part)} ({share(part, whole)})"


def _percent(number: float | None) -> str:
    return ABSENT if number is None else share(number, 1)


def _kept(figures: Figures) -> str:
    return _of(figures.promises.kept, figures.promises.given) if figures.promises.given else ABSENT


def _overtaken(figures: Figures) -> str:
    wishes = figures.fairness.wishes
    return count(sum(each.overtaken for each in wishes)) if wishes else ABSENT


PEOPLE: Cells = (
    ("callers, without who only tested", lambda each: count(each.reach.people)),
    ("heard more than a busy tone", lambda each: _of(each.reach.answered, each.reach.people)),
    ("were served", lambda each: _of(each.reach.served, each.reach.people)),
    ("got an appointment", lambda each: _of(each.reach.booked, each.reach.people)),
    ("knew what comes next", lambda each: _of(each.reach.knows_next, each.reach.people)),
)
EFFORT: Cells = (
    ("dials", lambda each: count(each.effort.dials)),
    ("of them for nothing", lambda each: _of(each.effort.wasted, each.effort.dials)),
    ("dials a caller", lambda each: decimal(each.effort.dials / max(1, each.reach.people), 1)),
    ("most dials for one person", lambda each: count(each.effort.most_dials)),
    ("hours on the telephone", lambda each: count(each.effort.hours)),
    ("of them by who ended with nothing", lambda each: count(each.effort.hours_for_nothing)),
)
FAIRNESS: Cells = (
    (
        "order of calling and of service (1 is the same)",
        lambda each: decimal(each.fairness.first_and_service),
    ),
    (
        "order within one wish, of places and turns: the least",
        lambda each: decimal(each.fairness.key_and_turn, 4),
    ),
    ("overtaken by a later caller with the same wish", _overtaken),
    ("remote regions: among callers", lambda each: _percent(each.fairness.remote_callers)),
    (
        "remote regions: among those who got an appointment",
        lambda each: _percent(each.fairness.remote_booked),
    ),
    ("calls promised", lambda each: count(each.promises.given)),
    ("of them kept that morning", _kept),
)


def beside(told: Told) -> list[tuple[str, list[Row]]]:
    """Return groups of rows: a heading, and of each row its name and a cell a policy."""
    groups = (
        ("People", PEOPLE),
        ("What they knew at the end", _knew(told)),
        ("What it cost them", EFFORT),
        ("Appointments", _units(told)),
        ("Fairness", FAIRNESS),
    )
    return [
        (name, [(what, [cell(each) for each in told.policies]) for what, cell in rows])
        for name, rows in groups
    ]


def _knew(told: Told) -> Cells:
    found = {what for each in told.policies for what in each.reach.told}
    for what in [*(each for each in KNOWN if each in found), *sorted(found - {*KNOWN})]:
        yield KNOWN.get(what, what), partial(_told, what)


def _told(what: str, figures: Figures) -> str:
    return _of(figures.reach.told.get(what, 0), figures.reach.people)


def _units(told: Told) -> Cells:
    def clock(seconds: float | None) -> str:
        late = f"not by {told.scenario.stopped_at}" if told.scenario.is_stopped else ABSENT
        return late if seconds is None else told.clock(seconds)

    return (
        (
            "booked (a couple is one caller and takes two)",
            lambda each: _of(each.units.booked, each.units.open),
        ),
        ("half of them booked by", lambda each: clock(each.units.half)),
        ("95 of a hundred by", lambda each: clock(each.units.most)),
        ("all of them by", lambda each: clock(each.units.all)),
    )
