"""The history of claims, appended to and never changed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert

from booking_core.prepared import Prepared
from booking_core.tables import event

_APPEND = Prepared(insert(event).inline())


def write_events(tx: Connection, claims: Iterable[str], kind: str, now: datetime) -> None:
    """Append one row for each claim."""
    rows = [{"claim_id": each, "kind": kind, "at": now} for each in claims]
    if rows:
        _APPEND.each(tx, rows)
