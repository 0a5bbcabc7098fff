"""The ledger, by raw SQL on either engine; instants come out as aware datetimes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, create_engine, text

INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")  # SQLite keeps them as text, in UTC
Row = dict[str, Any]


class Ledger:
    """What the hotline had written when the morning was over."""

    def __init__(self, look: Connection) -> None:
        self._look = look

    def rows(self, query: str, **given: Any) -> list[Row]:
        """Return what a query finds."""
        found = self._look.execute(text(query), given).mappings()
        return [{name: _value(it) for name, it in row.items()} for row in found]

    @cached_property
    def places_of_calls(self) -> dict[str, set[int]]:
        """Return the places that each call ever stood at."""
        found: dict[str, set[int]] = {}
        for row in self.rows(
            "SELECT call_sid, place_id FROM leg WHERE place_id IS NOT NULL"
            " UNION SELECT call_sid, place_id FROM place_event WHERE call_sid IS NOT NULL"
            " UNION SELECT agreed_in, place_id FROM promise WHERE agreed_in IS NOT NULL"
        ):
            found.setdefault(row["call_sid"], set()).add(row["place_id"])
        return found


@contextmanager
def open_ledger(url: str) -> Iterator[Ledger]:
    """Read a ledger."""
    engine = create_engine(url)
    try:
        with engine.connect() as look:
            yield Ledger(look)
    finally:
        engine.dispose()


def _value(it: Any) -> Any:
    if isinstance(it, str) and INSTANT.match(it):
        it = datetime.fromisoformat(it)
    if isinstance(it, datetime):
        return it.replace(tzinfo=UTC) if it.tzinfo is None else it.astimezone(UTC)
    return it
