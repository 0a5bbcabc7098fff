"""Who got appointments, by where they live: of each region its share of the callers, and of the booked."""

from scripts.mornings.figures import Figures, Home
from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.plot import TOP, Panel, nice
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count, share

ROW, THICK = 46, 9
LEAD = (
    "Each region's share of the callers, and its share of those who got an appointment. Where both bars are"
    " as long, living there made no difference. A region without a clinic that opened that morning gets less,"
    " whatever the policy."
)


FEW = 100  # appointments, of which one is a percent
ONE_DECIDES = "There were so few appointments that a single one changes a bar by more than a percent."


def regions(told: Told) -> Chart:
    """Show whether somebody far away had the same chance."""
    homes = told.policies[0].fairness.regions if told.policies else ()
    return Chart(
        name="regions",
        heading="Who got appointments, by region",
        lead=f"{LEAD} {ONE_DECIDES}" if 0 < _open(told) < FEW else LEAD,
        panels=[Captioned(NAMES[each.policy], _panel(each), each.policy) for each in told.policies],
        legend=[("callers", "share of the callers"), ("got", "share of those who got an appointment")],
        header=[
            "Region",
            "Callers",
            *(f"{NAMES[each.policy]}: {what}" for each in told.policies for what in COLUMNS),
        ],
        rows=[_row(told, home) for home in homes],
    )


def _open(told: Told) -> int:
    return told.policies[0].units.open if told.policies else 0


COLUMNS = ("got an appointment", "of its callers", "booked at its clinics")


def _panel(figures: Figures) -> Panel:
    homes = figures.fairness.regions
    name = NAMES[figures.policy]
    title = f"{name}: regions among callers and among the booked; the table below has the numbers"
    callers, booked = sum(home.callers for home in homes), sum(home.booked for home in homes)
    ticks = nice(100 * max((_most(home, callers, booked) for home in homes), default=1))
    panel = Panel(title, (0, ticks[-1] * 1.15), (0, 1), height=TOP + ROW * len(homes), left=2)
    for at, home in enumerate(homes):
        row = TOP + ROW * at
        panel.text((2, row + 6), home.region + (", remote" if home.is_remote else ""), "start", "label")
        for below, (part, whole, kind) in enumerate(
            [(home.callers, callers, "callers"), (home.booked, booked, figures.policy)]
        ):
            length = 100 * part / whole if whole else 0.0
            panel.bar(row + 12 + below * (THICK + 2), length, THICK, kind)
            panel.text(
                (panel.across(length) + 5, row + 20 + below * (THICK + 2)),
                share(part, whole),
                "start",
                "small",
            )
    return panel


def _most(home: Home, callers: int, booked: int) -> float:
    return max(home.callers / callers if callers else 0.0, home.booked / booked if booked else 0.0)


def _row(told: Told, home: Home) -> list[str]:
    row = [home.region + (" (remote)" if home.is_remote else ""), count(home.callers)]
    for each in told.policies:
        its = next((found for found in each.fairness.regions if found.region == home.region), home)
        row += [count(its.booked), share(its.booked, its.callers), count(its.clinics)]
    return row
