"""A supervisor's pause: the line keeps taking everybody, gives no turns, and says why."""

from datetime import datetime

from sqlalchemy import Connection, update

from booking_core import insert_once
from queueing import tables

ANNOUNCEMENTS = ("technical", "emergency", "supply")  # what callers hear; the voice has words for each
_LINE = tables.line.c


def pause(tx: Connection, announcement: str, now: datetime, line: str = "main") -> None:
    """Pause a line; a second time only changes what is announced."""
    insert_once(tx, tables.line, name=line)
    paused = update(tables.line).where(_LINE.name == line, _LINE.paused_at.is_(None))
    tx.execute(paused.values(paused_at=now))
    tx.execute(update(tables.line).where(_LINE.name == line).values(announcement=announcement))
