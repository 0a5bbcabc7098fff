"""The turns of people who are away: their place is kept for ten more minutes after it was theirs."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, ScalarSelect, case, func, select, update

from queueing import claimants, desk_ledger, tables
from queueing.desk import Desk
from queueing.place import DRAWN, DROPPED, GRACE, GRACE_AFTER_TURN, WAITING
from queueing.today import is_for_today

_PLACE = tables.place.c
LAST = 2**62  # later than any key


def passed(tx: Connection, line: str, key: int, desk: Desk, now: datetime) -> int:
    """Note that it was the turn of those away with an earlier key whom this desk serves; return how many."""
    return _passed(tx, line, key, _served(desk, claimants.classes(tx, line)), now)


def of_idle_desks(tx: Connection, line: str, now: datetime) -> None:
    """Note the turn of those away whom a free desk would take now, were they on the phone."""
    free = [desk for desk in desk_ledger.every(tx, line) if desk.is_free]
    names = claimants.classes(tx, line) if free else []
    for served in {_served(desk, names) for desk in free}:
        mine = (_PLACE.line == line) & (_PLACE.state == WAITING) & _PLACE.wish_class.in_(served)
        head = select(func.coalesce(func.min(_PLACE.key), LAST)).where(mine)
        _passed(tx, line, head.scalar_subquery(), served, now)


def _served(desk: Desk, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if desk.serves(name)))


def _passed(
    tx: Connection, line: str, key: int | ScalarSelect[int], served: Iterable[str], now: datetime
) -> int:
    mine = (_PLACE.line == line) & (_PLACE.state == DROPPED) & _PLACE.wish_class.in_(served)
    away = select(_PLACE.id).where(mine, _PLACE.turn_at.is_(None), _PLACE.key < key, is_for_today(now))
    until = now + GRACE_AFTER_TURN
    later = case((_PLACE.why == DRAWN, now + GRACE), (_PLACE.deadline < until, until), else_=_PLACE.deadline)
    came = update(tables.place).where(_PLACE.id.in_(away.with_for_update(skip_locked=True)))
    return tx.execute(came.values(turn_at=now, deadline=later)).rowcount
