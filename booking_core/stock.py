"""What is left to book, clinic by clinic, whoever may book it: what a supervisor watches."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from booking_core import units
from booking_core.tables import BOOKED, OFFERED, clinic, region, slot, unit


@dataclass(frozen=True, slots=True)
class Stock:
    """One clinic's units in slots that are still to come; held are those offered to the waiting list too."""

    clinic: str
    region: str
    open: int
    held: int
    booked: int


def stock(tx: Connection, now: datetime) -> list[Stock]:
    """Count the coming units of every clinic, in the order they were loaded."""
    booked = func.count(case((unit.c.state == BOOKED, 1)))
    offered = func.count(case((unit.c.state == OFFERED, 1)))
    opened, held = units.open_and_held(now)
    found = (
        select(clinic.c.name, region.c.name, opened, held + offered, booked)
        .select_from(clinic.join(region).join(slot).join(unit))
        .where(slot.c.starts_at > now)
        .group_by(clinic.c.id, clinic.c.name, region.c.name)
        .order_by(clinic.c.id)
    )
    return [Stock(*row) for row in tx.execute(found)]
