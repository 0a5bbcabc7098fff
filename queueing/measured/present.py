"""What a line is at this moment, from the ledger: who waits, who is away, what is owed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from queueing import tables
from queueing.place import CALLED, DIALLING, DROPPED, PROMISED, WAITING

SOON = timedelta(minutes=30)
OWED = (PROMISED, DIALLING, CALLED)
_PLACE, _PROMISE = tables.place.c, tables.promise.c


@dataclass(frozen=True, slots=True)
class Present:
    """The numbers of a moment."""

    waiting: int = 0  # on the phone
    dropped: int = 0  # kept, with nobody on the phone and no callback owed
    promised: int = 0  # a callback is owed, or rings just now
    oldest: datetime | None = None  # since when the first of those on the phone has been calling


def present(tx: Connection, line: str) -> Present:
    """Count the places of a line, and find who has been on the phone longest."""
    oldest = select(func.min(_PLACE.arrived_at)).where(_PLACE.line == line, _PLACE.state == WAITING)
    return replace(counted(tx, line), oldest=tx.scalar(oldest))


def counted(tx: Connection, line: str) -> Present:
    """Count the places of a line and no more: an index has that, however often it is asked."""
    states = (WAITING, DROPPED, *OWED)
    mine = select(_PLACE.state, func.count()).where(_PLACE.line == line, _PLACE.state.in_(states))
    found = {row.state: row[1] for row in tx.execute(mine.group_by(_PLACE.state))}
    owed = sum(found.get(state, 0) for state in OWED)
    return Present(found.get(WAITING, 0), found.get(DROPPED, 0), owed)


def due(tx: Connection, line: str, now: datetime) -> int:
    """Count the callbacks whose window, as it was said, ends within half an hour, or is over."""
    owed = (_PLACE.line == line) & _PLACE.state.in_(OWED) & _PROMISE.ended_at.is_(None)
    joined = tables.promise.join(tables.place)
    soon = select(func.count()).select_from(joined).where(owed, _PROMISE.window_until <= now + SOON)
    return tx.scalar(soon) or 0
