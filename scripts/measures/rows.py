"""One figure of the bench, the bar that it is held to, and both sides that it was made of."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

HEAD = ("measure", "figure", "bar", "met", "ours", "against")
ROW = "{:<54} {:>14} {:>16} {:>4}  {:<20} {}"
MET = {None: "", True: "yes", False: "NO"}


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in its unit; without a bar, or for a `reason`, it is only shown."""

    name: str
    value: float
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None
    ours: float | None = None  # both sides of a ratio, in `per`
    against: float | None = None
    per: str = ""
    reason: str = ""  # why it is not judged here
    curve: str = ""  # that it is a point of, and where: at how many
    size: int | None = None

    @property
    def met(self) -> bool | None:
        """Tell whether the figure keeps to its bar; None where it is only shown."""
        if self.reason or (self.at_most is None and self.at_least is None):
            return None
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    def bar(self, *, at_most: float | None = None, at_least: float | None = None) -> "Row":
        """Return the row as one that is held to a bar."""
        return replace(self, at_most=at_most, at_least=at_least)

    def unless(self, reason: str) -> "Row":
        """Return the row as one that is only shown, where there is a reason."""
        return replace(self, reason=reason or self.reason)

    def as_json(self) -> dict[str, Any]:
        """Return every field, figures to four digits, and `met`."""
        rounded = {
            name: float(f"{it:.4g}") if isinstance(it, float) else it for name, it in asdict(self).items()
        }
        return {**rounded, "met": self.met}


def ratio(name: str, ours: Sequence[float], against: Sequence[float], per: str) -> Row:
    """Return the median of the ratios of rounds that were measured by turns."""
    each = median(mine / theirs for mine, theirs in zip(ours, against, strict=True))
    return Row(name, each, "times", ours=median(ours), against=median(against), per=per)


def share(name: str, ours: Sequence[float], against: Sequence[float], per: str) -> Row:
    """Return the same as a percentage of what it is measured against."""
    row = ratio(name, ours, against, per)
    return replace(row, value=100 * row.value, unit="%")


def table(rows: Iterable[Row]) -> str:
    """Return the figures for people to read."""
    return "\n".join([ROW.format(*HEAD).rstrip(), *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    bar = f"<= {row.at_most:,g}" if row.at_most is not None else ""
    bar = f">= {row.at_least:,g}" if row.at_least is not None else bar
    figure, met = f"{_short(row.value)} {row.unit}".rstrip(), MET[row.met]
    words = ROW.format(row.name, figure, bar, met, _side(row, row.ours), _side(row, row.against)).rstrip()
    return f"{words}  (not judged: {row.reason})" if row.reason and bar else words


def _side(row: Row, value: float | None) -> str:
    return "" if value is None else f"{_short(value)} {row.per}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004
