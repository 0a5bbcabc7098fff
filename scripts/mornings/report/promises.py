"""Promised against kept: callbacks that were promised, and what became of them by the end of the morning."""

from scripts.mornings.figures import Figures
from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.plot import TOP, Panel
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count, lasting, share

ROW, THICK = 46, 18
LEAD = (
    "A promise is a call back, in the order of the person's place. One that was not kept by the end of the"
    " morning is owed still, and keeps its place. The two models promise nothing."
)


def promises(told: Told) -> Chart:
    """Show whether promises were kept."""
    given = [each for each in told.policies if each.promises.given]
    return Chart(
        name="promises",
        heading="Promised, and kept",
        lead=LEAD if given else "None of these policies promised a call back on this morning.",
        panels=[Captioned(NAMES[each.policy], _panel(each), each.policy) for each in given],
        header=["", *(NAMES[each.policy] for each in told.policies)],
        rows=[
            ["calls promised", *(count(each.promises.given) for each in told.policies)],
            ["kept by the end of the morning", *(_kept(each) for each in told.policies)],
            ["booked by the end of the morning", *(count(each.promises.booked) for each in told.policies)],
            ["half were called within", *(_within(each, 1) for each in told.policies)],
            ["nine in ten were called within", *(_within(each, 2) for each in told.policies)],
        ],
    )


def _panel(figures: Figures) -> Panel:
    found = figures.promises
    bars = [("promised", found.given), ("kept", found.kept), ("of all promised, booked", found.booked)]
    title = f"{NAMES[figures.policy]}: promises given, kept, booked; the table below has the numbers"
    panel = Panel(title, (0, found.given * 1.25), (0, 1), height=TOP + ROW * len(bars), left=2)
    for at, (words, number) in enumerate(bars):
        row = TOP + ROW * at
        panel.text((2, row + 6), words, "start", "label")
        panel.bar(row + 12, number, THICK, figures.policy if at else "callers")
        panel.text((panel.across(number) + 6, row + 26), count(number), "start")
    return panel


def _kept(figures: Figures) -> str:
    found = figures.promises
    return f"{count(found.kept)} ({share(found.kept, found.given)})" if found.given else count(0)


def _within(figures: Figures, which: int) -> str:
    waits = figures.promises.waits
    return lasting(waits[which] if waits else None)
