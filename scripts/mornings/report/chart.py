"""A figure of the report: a heading, a sentence that says what to see, panels, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.mornings.report.plot import Panel


@dataclass(frozen=True, slots=True)
class Captioned:
    """A panel under a heading of its own; `kind` gives it a colour."""

    heading: str
    panel: Panel
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`header` and `rows` say in words and numbers what the panels show."""

    name: str  # in the page's addresses
    heading: str
    lead: str
    panels: Sequence[Captioned]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    legend: Sequence[tuple[str, str]] = ()  # kind of line or mark, and what it is
