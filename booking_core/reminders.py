"""Reminders: owed when something is booked, told the day before, taken back when it is cancelled or moved."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from booking_core.carried import Carried
from booking_core.outbox import Outbox

KIND = "reminder"
HOUR = 10  # of the day before, where the clinic is


def due(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """Return ten o'clock of the day before, in the clinic's own time."""
    day_before = starts_at.astimezone(zone) - timedelta(days=1)
    return day_before.replace(hour=HOUR, minute=0, second=0, microsecond=0)


def owe(tx: Connection, booked: Iterable[tuple[Carried, str]], now: datetime) -> None:
    """Owe one for each claim, given with its booking's reference: `{"claim", "reference", "dose"}`.

    Where its time has passed already, it is due at once.
    """
    owed = [
        (
            row.id,
            {"claim": row.id, "reference": reference, "dose": row.dose},
            max(now, due(row.starts_at, ZoneInfo(row.timezone))),
        )
        for row, reference in booked
    ]
    Outbox.put_all(tx, KIND, owed)


def take_back(tx: Connection, claims: Collection[str], now: datetime) -> None:
    """Owe none for these claims any more."""
    Outbox.take_back(tx, KIND, claims, now)
