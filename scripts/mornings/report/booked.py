"""Units booked by when: one line for each policy."""

from scripts.mornings.report.chart import Captioned, Chart
from scripts.mornings.report.course import rows_of, ticks
from scripts.mornings.report.plot import Panel, nice
from scripts.mornings.report.told import NAMES, Told
from scripts.mornings.report.words import count, counted


def booked(told: Told) -> Chart:
    """Show how fast the appointments of the morning were booked."""
    there = max((each.units.open for each in told.policies), default=0)
    return Chart(
        name="booked",
        heading="Appointments booked, by when",
        lead=f"{counted(there, 'appointment')} could be booked when the lines opened.",
        panels=[Captioned("Appointments booked", _panel(told, there))],
        legend=[(each.policy, NAMES[each.policy]) for each in told.policies],
        header=["Time", *(NAMES[each.policy] for each in told.policies)],
        rows=[[time, *(count(each.units) for each in together)] for time, together in rows_of(told)],
    )


def _panel(told: Told, there: int) -> Panel:
    stretches, levels = told.policies[0].course, nice(there, whole=True)
    title = "Appointments booked over the morning, a line for each policy; the table below has the numbers"
    panel = Panel(title, (stretches[0].minute, stretches[-1].minute), (0, levels[-1]))
    panel.ticks_up((level, count(level)) for level in levels)
    panel.ticks_across(ticks(told, stretches))
    for each in told.policies:
        panel.curve([(stretch.minute, stretch.units) for stretch in each.course], each.policy)
    return panel
