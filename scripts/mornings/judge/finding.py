"""One thing that went wrong, with the rows that show it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

SLACK = timedelta(seconds=2)  # between the clocks of the network and of the ledger


@dataclass(frozen=True, slots=True)
class Finding:
    """`count` is the number it adds to; `rows` is whatever shows it."""

    count: str
    why: str
    rows: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        rows = {name: it.isoformat() if isinstance(it, datetime) else it for name, it in self.rows.items()}
        return {"count": self.count, "why": self.why, "rows": rows}
