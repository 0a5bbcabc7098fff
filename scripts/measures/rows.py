"""One figure of the bench, and the bar that it is held to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("measure", "value", "limit", "met")
ROW = "{:<58} {:>14} {:>12}  {}"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in its unit; without a limit it is only shown."""

    name: str
    value: float
    unit: str
    limit: float | None = None  # at most

    @property
    def met(self) -> bool | None:
        """Tell whether the figure is within its limit; None where it has none."""
        return None if self.limit is None else self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Return it as `{"name", "value", "unit", "limit", "met"}`."""
        return {**asdict(self), "value": round(self.value, 3), "met": self.met}


def table(rows: Iterable[Row]) -> str:
    """Return the figures for people to read."""
    return "\n".join([ROW.format(*HEAD), *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    words = {None: "", True: "yes", False: "NO"}
    limit = "" if row.limit is None else f"{row.limit:,g} {row.unit}"
    return ROW.format(row.name, f"{row.value:,.2f} {row.unit}", limit, words[row.met]).rstrip()
