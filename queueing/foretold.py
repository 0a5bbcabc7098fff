"""What is texted ahead to people who wait for a callback: their turn is near, or it comes later than said.

Each is owed once a place, by its key in the outbox.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, bindparam, cast, select

from booking_core import Outbox, Prepared
from queueing import claimants, tables
from queueing.place import DROPPED, PROMISED, WAITING
from queueing.wishes import DESK

NEAR = 5  # places of one class before a desk: about as long as it takes to reach for the telephone
LONG_AGO = timedelta(minutes=20)  # who asked a moment ago has it in their ear
SOON = timedelta(minutes=15)
BEFORE_ITS_END = timedelta(minutes=10)  # of the window that was said
AT_MOST = timedelta(days=1)  # a window longer past: they have long noticed
NEAR_TEXT, LATE_TEXT = "near_text", "late_text"
_PLACE, _PROMISE = tables.place.c, tables.promise.c


def owe(tx: Connection, line: str, now: datetime, *, gives_turns: bool = True) -> None:
    """Owe a text to each whose turn is near, and to each whose window ends before it is kept.

    While the line gives no turns, as at night, nobody's is near.
    """
    first, long_ago = _firsts(tx, line) if gives_turns else [], now - LONG_AGO
    of, soon = {"line": line, "asked_before": long_ago}, now + SOON
    ends = {"ends_from": now - AT_MOST, "ends_until": now + BEFORE_ITS_END}
    _owe(tx, NEAR_TEXT, now, _NEAR.all(tx, **of, places=first, due_until=soon) if first else [])
    _owe(tx, LATE_TEXT, now, _LATE.all(tx, **of, **ends))


def _firsts(tx: Connection, line: str) -> list[int]:
    """Return the first places before the desks, of each class."""
    desks = [name for name in claimants.classes(tx, line) if claimants.parsed(name).seat == DESK]
    return [place for name in desks for _, place in sorted(_standing(tx, line, name))[:NEAR]]


def _standing(tx: Connection, line: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield `(key, place)` of the first in each state: one after the other, the index has them by key."""
    for state in (WAITING, DROPPED, PROMISED):
        yield from _FIRSTS.all(tx, line=line, name=name, state=state)


def _owe(tx: Connection, kind: str, now: datetime, rows: Iterable[tuple[Any, ...]]) -> None:
    Outbox.put_all(tx, kind, [_text(now, *row) for row in rows])


def _owed(kind: str, *those: ColumnElement[bool]) -> Prepared:
    told = Outbox.was_owed(kind, cast(_PROMISE.place_id, String))
    long_ago = _PROMISE.agreed_at < bindparam("asked_before")
    owed = _IS_PROMISED.exists() & _PROMISE.ended_at.is_(None) & long_ago & ~told
    return Prepared(select(_PROMISE.place_id, _PROMISE.number, _LANGUAGE).where(owed, *those))


_OF_LINE = _PLACE.line == bindparam("line")
_STANDS = _OF_LINE & (_PLACE.wish_class == bindparam("name")) & (_PLACE.state == bindparam("state"))
_FIRSTS = Prepared(select(_PLACE.key, _PLACE.id).where(_STANDS).order_by(_PLACE.key).limit(NEAR))
# Asked of each promise: joined, SQLite would begin with all places that are promised a callback.
_ITS_PLACE = _PLACE.id == _PROMISE.place_id
_IS_PROMISED = select(_PLACE.id).where(_ITS_PLACE, _OF_LINE, _PLACE.state == PROMISED)
_LANGUAGE = select(_PLACE.language).where(_ITS_PLACE).scalar_subquery()
_SOON = _PROMISE.due <= bindparam("due_until")
_NEAR = _owed(NEAR_TEXT, _PROMISE.place_id.in_(bindparam("places", expanding=True)), _SOON)
_LATE = _owed(LATE_TEXT, _PROMISE.window_until.between(bindparam("ends_from"), bindparam("ends_until")))


def _text(now: datetime, place_id: int, number: str, language: str) -> tuple[str, dict[str, Any], datetime]:
    return str(place_id), {"place": place_id, "number": number, "language": language}, now
