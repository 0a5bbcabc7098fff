"""What is texted ahead to people who wait for a callback: their turn is near, or it comes later than said.

Each is owed once a place, by its key in the outbox.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from booking_core import Outbox
from queueing import claimants, tables
from queueing.place import DROPPED, PROMISED, WAITING
from queueing.wishes import DESK

NEAR = 5  # places of one class before a desk: about as long as it takes to reach for the telephone
LONG_AGO = timedelta(minutes=20)  # who asked a moment ago has it in their ear
SOON = timedelta(minutes=15)
BEFORE_ITS_END = timedelta(minutes=10)  # of the window that was said
AT_MOST = timedelta(days=1)  # a window longer past: they have long noticed
_PLACE, _PROMISE = tables.place.c, tables.promise.c


def owe(tx: Connection, line: str, now: datetime) -> None:
    """Owe a text to each whose turn is near, and to each whose window ends before it is kept."""
    _owe(tx, "near_text", now, _near(tx, line, now))
    _owe(tx, "late_text", now, _late(line, now))


def _near(tx: Connection, line: str, now: datetime) -> ColumnElement[bool]:
    desks = [name for name in claimants.classes(tx, line) if claimants.parsed(name).seat == DESK]
    first: list[int] = []
    for name in desks:
        stands = (_PLACE.line == line) & _PLACE.state.in_((WAITING, DROPPED, PROMISED))
        mine = select(_PLACE.id).where(stands, _PLACE.wish_class == name)
        first += tx.scalars(mine.order_by(_PLACE.key).limit(NEAR))
    return _PLACE.id.in_(first) & (_PROMISE.agreed_at < now - LONG_AGO) & (_PROMISE.due <= now + SOON)


def _late(line: str, now: datetime) -> ColumnElement[bool]:
    ends = _PROMISE.window_until.between(now - AT_MOST, now + BEFORE_ITS_END)
    return (_PLACE.line == line) & ends & (_PROMISE.agreed_at < now - LONG_AGO)


def _owe(tx: Connection, kind: str, now: datetime, those: ColumnElement[bool]) -> None:
    joined = tables.promise.join(tables.place)
    owed = (_PLACE.state == PROMISED) & _PROMISE.ended_at.is_(None) & those
    rows = tx.execute(select(_PLACE.id, _PROMISE.number, _PLACE.language).select_from(joined).where(owed))
    Outbox.put_all(tx, kind, [_text(*row, now=now) for row in rows])


def _text(place_id: int, number: str, language: str, now: datetime) -> tuple[str, dict[str, Any], datetime]:
    return str(place_id), {"place": place_id, "number": number, "language": language}, now
