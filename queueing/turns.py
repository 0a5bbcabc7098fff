"""The turns of people who are away: their place is kept for ten more minutes after it was theirs."""

from datetime import datetime

from sqlalchemy import Connection, ScalarSelect, case, func, select, update

from queueing import tables
from queueing.desk import READY
from queueing.place import DROPPED, GRACE_AFTER_TURN, WAITING

_PLACE, _DESK = tables.place.c, tables.desk.c


def passed(tx: Connection, line: str, key: int | ScalarSelect[int], now: datetime) -> int:
    """Note that it was the turn of everybody away with an earlier key, and return how many."""
    away = select(_PLACE.id).where(
        _PLACE.line == line, _PLACE.state == DROPPED, _PLACE.turn_at.is_(None), _PLACE.key < key
    )
    until = now + GRACE_AFTER_TURN
    later = case((_PLACE.deadline < until, until), else_=_PLACE.deadline)
    came = update(tables.place).where(_PLACE.id.in_(away.with_for_update(skip_locked=True)))
    return tx.execute(came.values(turn_at=now, deadline=later)).rowcount


def of_idle_desks(tx: Connection, line: str, now: datetime) -> int:
    """Note the turn of those away whom a ready desk would take now, were they on the phone."""
    idle = select(_DESK.agent).where(_DESK.line == line, _DESK.state == READY, _DESK.call_sid.is_not(None))
    if tx.execute(idle.limit(1)).first() is None:
        return 0
    head = select(func.min(_PLACE.key)).where(_PLACE.line == line, _PLACE.state == WAITING)
    return passed(tx, line, select(func.coalesce(head.scalar_subquery(), 2**62)).scalar_subquery(), now)
