"""Corrections of somebody's data by an agent: the booking stays, whatever was mistyped."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from booking_core.claims import CONFIRMED, Booking
from booking_core.errors import AlreadyBooked, NotBooked
from booking_core.finding import bookings_where
from booking_core.history import write_events
from booking_core.locks import of_claims, one_at_a_time
from booking_core.tables import claim, person
from booking_core.waitlist import become, told_at


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right; what is left out was right before."""

    birth_date: date | None = None
    phone: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        given = {"birth_date": self.birth_date, "phone": self.phone}
        return {name: value for name, value in given.items() if value is not None}


def correct(tx: Connection, claim_id: str, correction: Correction, now: datetime) -> Booking:
    """Correct whose a booking is, and where offers are told; what a cohort allowed is not judged again.

    Correcting twice is correcting once. Raises NotBooked, and AlreadyBooked where the person that they turn
    out to be has a booking of their own.
    """
    one_at_a_time(tx, of_claims([claim_id]))
    mine = (claim.c.id == claim_id) & (claim.c.state == CONFIRMED)
    row = tx.execute(select(person).select_from(claim.join(person)).where(mine)).mappings().one_or_none()
    if row is None:
        raise NotBooked(NotBooked.__doc__)
    before = dict(row)
    after = before | correction.values
    if after != before:
        _write(tx, before, after, now)
        write_events(tx, [claim_id], "corrected", now)
    return bookings_where(tx, claim.c.id == claim_id)[0]


def _write(tx: Connection, before: dict[str, Any], after: dict[str, Any], now: datetime) -> None:
    mine = after["id"]
    if before["phone"] != after["phone"]:
        told_at(tx, mine, before["phone"], after["phone"])
    known = _known(tx, after)
    if known is None:
        tx.execute(update(person).where(person.c.id == mine).values(after | {"twin": 0}))
        return
    theirs = select(claim.c.campaign_id).where(claim.c.person_id == mine, claim.c.state == CONFIRMED)
    booked = bookings_where(tx, claim.c.person_id == known, claim.c.campaign_id.in_(theirs), limit=1)
    if booked:
        raise AlreadyBooked(booked[0])
    tx.execute(update(claim).where(claim.c.person_id == mine).values(person_id=known))
    become(tx, mine, known, now)
    tx.execute(delete(person).where(person.c.id == mine))


def _known(tx: Connection, after: dict[str, Any]) -> int | None:
    """Return another row that is this person already; who has a code is known by it alone."""
    if after["code"] is not None:
        return None
    same = (person.c.phone == after["phone"]) & (person.c.birth_date == after["birth_date"])
    others = same & person.c.code.is_(None) & (person.c.id != after["id"])
    return tx.scalar(select(person.c.id).where(others).order_by(person.c.twin).limit(1))
