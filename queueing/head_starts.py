"""Head starts: a supervisor lets somebody stand as if they had called earlier: bounded, and with a reason.

Nobody is delayed by more than the largest head start: it only leads past those who called that much earlier.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from queueing import ledger, tables
from queueing.errors import NotWaiting, TooLongAHeadStart
from queueing.place import A_SECOND, DROPPED, MOST_HEAD_START, PROMISED, WAITING, Place

HEAD_START = "head_start"
IN_LINE = (WAITING, DROPPED, PROMISED)
_PLACE, _EVENT = tables.place.c, tables.place_event.c


@dataclass(frozen=True, slots=True)
class HeadStart:
    """One that was given, as everybody who watches the line may see it."""

    ticket: str
    seconds: int
    reason: str
    by: str
    at: datetime


def give(tx: Connection, place_id: int, seconds: int, reason: str, by: str, now: datetime) -> Place:
    """Move a place forward by so many seconds; the same by the same person for the same reason is once.

    Raises TooLongAHeadStart beyond what one place may have in all, and NotWaiting where nobody waits at it.
    """
    held = ledger.read(tx, place_id, lock=True)
    note = {"seconds": seconds, "reason": reason.strip(), "by": by}
    if held is None:
        raise NotWaiting(NotWaiting.__doc__)
    if note in _given(tx, place_id):
        return held
    if held.state not in IN_LINE:
        raise NotWaiting(NotWaiting.__doc__)
    in_all = held.head_start + seconds
    if not note["reason"] or seconds <= 0 or timedelta(seconds=in_all) > MOST_HEAD_START:
        raise TooLongAHeadStart(TooLongAHeadStart.__doc__)
    key = _free(tx, held.line, held.key - seconds * A_SECOND)
    earlier: dict[str, Any] = {"key": key, "head_start": in_all, "deadline": held.deadline, "note": note}
    moved = ledger.move(tx, place_id, held.state, HEAD_START, now, only_from=[held.state], **earlier)
    return moved or held


def given(tx: Connection, line: str, limit: int) -> list[HeadStart]:
    """Return the last head starts that were given in a line, the newest first."""
    mine = (_PLACE.line == line) & (_EVENT.kind == HEAD_START)
    rows = select(_PLACE.ticket, _EVENT.note, _EVENT.at).join(tables.place).where(mine)
    found = tx.execute(rows.order_by(_EVENT.id.desc()).limit(limit))
    return [HeadStart(row.ticket, **row.note, at=row.at) for row in found]


def _given(tx: Connection, place_id: int) -> list[dict[str, object]]:
    mine = (_EVENT.place_id == place_id) & (_EVENT.kind == HEAD_START)
    return list(tx.scalars(select(_EVENT.note).where(mine)))


def _free(tx: Connection, line: str, key: int) -> int:
    """Return the first key from here on that nobody has: whoever really called then stands before."""
    while ledger.is_taken(tx, line, key):
        key += 1
    return key
