"""What agents do to bookings that somebody has: kept with who did it, for whoever asks later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from agents.tables import deed
from booking_core import insert_once

CANCELLED, MOVED, CORRECTED = "cancelled", "moved", "corrected"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to the booking of a reference; `told` has what was before, and what is now."""

    kind: str
    by: str
    at: datetime
    told: dict[str, Any]


def note(tx: Connection, kind: str, reference: str, key: str, by: str, now: datetime, **told: Any) -> None:
    """Note a deed in the transaction that does it; noted twice with its key, it is one."""
    values = {"kind": kind, "reference": reference, "by": by, "at": now, "told": told}
    insert_once(tx, deed, key=f"{kind}:{key}", **values)


def deeds_of(tx: Connection, reference: str) -> list[Deed]:
    """Return what was done to a booking, the newest first."""
    row = deed.c
    mine = select(row.kind, row.by, row.at, row.told).where(row.reference == reference)
    return [Deed(*each) for each in tx.execute(mine.order_by(row.at.desc(), row.id.desc()))]
