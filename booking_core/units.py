"""Units of capacity: each is taken by one conditional statement, and nobody can take it twice."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from booking_core import tables
from booking_core.tables import BOOKED, FREE, HELD

unit = tables.unit


def is_open(now: datetime) -> ColumnElement[bool]:
    """Free, or held by somebody whose time ran out: lapsing needs no sweeper."""
    return or_(unit.c.state == FREE, and_(unit.c.state == HELD, unit.c.hold_until < now))


def open_and_held(now: datetime) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Two counts over joined units: those that can be taken now, and those that others are looking at."""
    held = and_(unit.c.state == HELD, unit.c.hold_until >= now)
    return func.count(case((is_open(now), 1))), func.count(case((held, 1)))


def take(tx: Connection, slot_id: int, claim: str, until: datetime, now: datetime) -> int | None:
    """Hold one open unit of a slot for a claim; None where there is none that nobody else is taking."""
    pick = (
        select(unit.c.id)
        .where(unit.c.slot_id == slot_id, is_open(now))
        .order_by(unit.c.state, unit.c.seq)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    held = (
        update(unit)
        .where(unit.c.id == pick.scalar_subquery(), is_open(now))
        .values(state=HELD, claim_id=claim, hold_until=until)
        .returning(unit.c.id)
    )
    taken: int | None = tx.scalar(held)
    return taken


def extend(tx: Connection, claim: str, until: datetime) -> None:
    """Keep a hold for longer, while it is still this claim's; it is never cut short."""
    mine = (unit.c.claim_id == claim) & (unit.c.state == HELD) & (unit.c.hold_until < until)
    tx.execute(update(unit).where(mine).values(hold_until=until))


def book(tx: Connection, claim: str) -> bool:
    """Turn a hold into a booking; the fence is the claim, not the clock, so a late confirm still counts."""
    mine = (unit.c.claim_id == claim) & (unit.c.state == HELD)
    return tx.execute(update(unit).where(mine).values(state=BOOKED, hold_until=None)).rowcount == 1


def free(tx: Connection, claim: str) -> bool:
    """Give back what a claim holds; False where it holds nothing any more."""
    mine = (unit.c.claim_id == claim) & (unit.c.state == HELD)
    values = {"state": FREE, "claim_id": None, "hold_until": None}
    return tx.execute(update(unit).where(mine).values(**values)).rowcount == 1
