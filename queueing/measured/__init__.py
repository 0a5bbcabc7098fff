"""What is measured of a line: how long a wait will be, what was said of it, and how fair the order was."""

from queueing.measured.course import Course, Look, looked
from queueing.measured.estimate import PLANNED, Pace, Seen, pace, table, wait, words
from queueing.measured.ranges import Range, SaidRange, kept, said, spread

__all__ = [
    "PLANNED",
    "Course",
    "Look",
    "Pace",
    "Range",
    "SaidRange",
    "Seen",
    "kept",
    "looked",
    "pace",
    "said",
    "spread",
    "table",
    "wait",
    "words",
]
