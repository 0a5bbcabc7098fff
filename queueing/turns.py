"""The turns of people who are away: their place is kept for ten more minutes after it was theirs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, update

from booking_core import Prepared
from queueing import claimants, desk_ledger, tables
from queueing.desk import Desk
from queueing.place import DRAWN, DROPPED, GRACE, GRACE_AFTER_TURN, WAITING
from queueing.today import is_for_today

_PLACE = tables.place.c
LAST = 2**62  # later than any key


def passed(tx: Connection, line: str, key: int, desk: Desk, now: datetime) -> int:
    """Note that it was the turn of those away with an earlier key whom this desk serves; return how many."""
    names = _served(desk, claimants.classes(tx, line))
    return len(_CAME.all(tx, of_line=line, names=list(names), before=key, **_times(now)))


def are_idle(tx: Connection, line: str) -> bool:
    """Tell whether some desk is free."""
    return bool(desk_ledger.free_of(tx, line))


def of_idle_desks(tx: Connection, line: str, now: datetime) -> None:
    """Note the turn of those away whom a free desk would take now, were they on the phone."""
    free = desk_ledger.free_of(tx, line)
    names = claimants.classes(tx, line) if free else []
    for served in {_served(desk, names) for desk in free}:
        _CAME_BEFORE_ALL.all(tx, of_line=line, names=list(served), **_times(now))


def _served(desk: Desk, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if desk.serves(name)))


def _times(now: datetime) -> dict[str, datetime]:
    return {"turn_at": now, "now": now, "until": now + GRACE_AFTER_TURN, "drawn_until": now + GRACE}


def _came(before: Any) -> Prepared:
    """Return the statement that notes the turn of those away with a key before this one."""
    mine = (_PLACE.state == DROPPED) & _PLACE.turn_at.is_(None) & is_for_today(_NOW)
    away = select(_PLACE.id).where(_SERVED, mine, _PLACE.key < before).with_for_update(skip_locked=True)
    came = update(tables.place).where(_PLACE.id.in_(away))
    later = (_PLACE.deadline < _UNTIL, _UNTIL)
    return Prepared(
        came.values(
            deadline=case((_PLACE.why == DRAWN, _DRAWN_UNTIL), later, else_=_PLACE.deadline)
        ).returning(_PLACE.id)
    )


_NOW, _UNTIL, _DRAWN_UNTIL = (
    bindparam(name, type_=_PLACE.deadline.type) for name in ("now", "until", "drawn_until")
)
_SERVED = (_PLACE.line == bindparam("of_line")) & _PLACE.wish_class.in_(bindparam("names", expanding=True))
_HEAD = select(func.coalesce(func.min(_PLACE.key), LAST)).where(_SERVED, _PLACE.state == WAITING)
_CAME, _CAME_BEFORE_ALL = _came(bindparam("before")), _came(_HEAD.scalar_subquery())
