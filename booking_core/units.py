"""Units of capacity: each is taken by one conditional statement, and nobody can take it twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select, update

from booking_core import tables
from booking_core.columns import Instant
from booking_core.looked_up import forget
from booking_core.prepared import Prepared
from booking_core.tables import BOOKED, FREE, HELD, OFFERED

unit = tables.unit


def is_open(now: Any) -> ColumnElement[bool]:
    """Free, or held by somebody whose time ran out: lapsing needs no sweeper."""
    return or_(unit.c.state == FREE, and_(unit.c.state == HELD, unit.c.hold_until < now))


def is_held(now: Any) -> ColumnElement[bool]:
    """Somebody else is looking at it."""
    return and_(unit.c.state == HELD, unit.c.hold_until >= now)


def open_and_held(now: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Two counts over joined units: those that can be taken now, and those that others are looking at."""
    return func.count(case((is_open(now), 1))), func.count(case((is_held(now), 1)))


def take(tx: Connection, slot_id: int, claim: str, until: datetime | None, now: datetime) -> int | None:
    """Hold one open unit of a slot for a claim; None where there is none that nobody else is taking.

    Without an end it is offered to the waiting list: then it does not lapse, it is passed on.
    """
    values = {"state": OFFERED if until is None else HELD, "claim_id": claim, "hold_until": until}
    taken = _TAKE.first(tx, slot=slot_id, now=now, **values)
    forget(tx)
    return None if taken is None else int(taken[0])


def extend(tx: Connection, claims: Collection[str], until: datetime) -> None:
    """Keep holds for longer, while they are still these claims'; they are never cut short."""
    mine = unit.c.claim_id.in_(claims) & (unit.c.state == HELD) & (unit.c.hold_until < until)
    tx.execute(update(unit).where(mine).values(hold_until=until))
    forget(tx)


def book(tx: Connection, claims: Collection[str]) -> None:
    """Turn what these claims still have, and is locked by now, into bookings."""
    _BOOK.all(tx, claims=list(claims), state=BOOKED, hold_until=None)
    forget(tx)


def free(tx: Connection, claims: Collection[str]) -> None:
    """Give back what these claims still have, and is locked by now."""
    _FREE.all(tx, claims=list(claims), state=FREE, claim_id=None, hold_until=None)
    forget(tx)


NOW = bindparam("now", type_=Instant())  # statements are built once: building one costs more than asking it
_PICK = (
    select(unit.c.id)
    .where(unit.c.slot_id == bindparam("slot"), is_open(NOW))
    .order_by(unit.c.state, unit.c.seq)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_TAKE = Prepared(update(unit).where(unit.c.id == _PICK.scalar_subquery(), is_open(NOW)).returning(unit.c.id))
_OF_CLAIMS = update(unit).where(unit.c.claim_id.in_(bindparam("claims", expanding=True)))
_BOOK, _FREE = Prepared(_OF_CLAIMS), Prepared(_OF_CLAIMS)
