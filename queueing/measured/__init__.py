"""What is measured of a line: how long a wait will be, what was said of it, and how fair the order was."""

from queueing.measured.calibration import Calibration, Scored, calibrated
from queueing.measured.clockwork import refresh
from queueing.measured.course import Course, Look, looked
from queueing.measured.day import Day, Quarter, midnight, total
from queueing.measured.estimate import PLANNED, Pace, Seen, pace, table, words
from queueing.measured.fairness import Moved, Overtaken, Seat, order_kept, overtaken
from queueing.measured.flow import Flow, flow
from queueing.measured.mornings import Equality, Pressure, equality, jain, redial_pressure
from queueing.measured.present import Present, counted, due, present
from queueing.measured.ranges import SaidRange, said, spread
from queueing.measured.report import Report, report

__all__ = [
    "PLANNED",
    "Calibration",
    "Course",
    "Day",
    "Equality",
    "Flow",
    "Look",
    "Moved",
    "Overtaken",
    "Pace",
    "Present",
    "Pressure",
    "Quarter",
    "Report",
    "SaidRange",
    "Scored",
    "Seat",
    "Seen",
    "calibrated",
    "counted",
    "due",
    "equality",
    "flow",
    "jain",
    "looked",
    "midnight",
    "order_kept",
    "overtaken",
    "pace",
    "present",
    "redial_pressure",
    "refresh",
    "report",
    "said",
    "spread",
    "table",
    "total",
    "words",
]
