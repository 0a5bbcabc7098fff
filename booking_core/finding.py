"""Bookings as they are found again: by reference, by number, by birth date, by person."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, false, func, or_, select

from booking_core.claims import CONFIRMED, Booking
from booking_core.clinics import CLINIC, Clinic
from booking_core.cohorts import Person
from booking_core.prepared import Prepared
from booking_core.tables import campaign, claim, clinic, person, region, slot, unit

_second = claim.alias("second")
_second_unit = unit.alias("second_unit")
_second_slot = slot.alias("second_slot")


def find_bookings(
    tx: Connection,
    *,
    reference: str | None = None,
    phone: str | None = None,
    birth_date: date | None = None,
    limit: int = 50,
) -> list[Booking]:
    """Return the confirmed bookings that fit everything given, the newest first; nothing given, all."""
    given = {claim.c.reference: reference, person.c.phone: phone, person.c.birth_date: birth_date}
    return bookings_where(tx, *(column == value for column, value in given.items() if value), limit=limit)


def booking_of(tx: Connection, *people: Person, besides: Collection[str] = ()) -> Booking | None:
    """Return a booking that one of these has in this campaign, or None; some claims may not count.

    A withheld number has none to be found.
    """
    if len(people) == 1 and (people[0].code or people[0].phone):
        return _booking_of_one(tx, people[0], list(besides))
    other = [claim.c.id.not_in(besides)] if besides else []
    theirs = or_(false(), *(is_person(each) for each in people))
    return next(iter(bookings_where(tx, theirs, _THIS_CAMPAIGN, *other, limit=1)), None)


def _booking_of_one(tx: Connection, who: Person, besides: list[str]) -> Booking | None:
    if who.code is not None:
        rows = _OF_CODE.all(tx, code=who.code, besides=besides)
    else:
        rows = _OF_ONE.all(tx, phone=who.phone, born=who.birth_date, besides=besides)
    return next(map(_booking, rows), None)


def bookings_of_claims(tx: Connection, claims: Collection[str]) -> list[Booking]:
    """Return the confirmed bookings among these claims."""
    return [_booking(row) for row in _OF_CLAIMS.all(tx, claims=list(claims))]


def booked_by(tx: Connection, parties: Collection[str]) -> list[Booking]:
    """Return the confirmed bookings that were held under these names."""
    return bookings_where(tx, claim.c.party.in_(parties))


def starts_at(tx: Connection, claim_id: str) -> datetime | None:
    """Return when the appointment of a claim begins, of either dose; None where it is not booked any more."""
    of_unit = select(slot.c.starts_at).join(unit, unit.c.slot_id == slot.c.id).join(claim)
    return tx.scalar(of_unit.where(claim.c.id == claim_id, claim.c.state == CONFIRMED))


def is_person(who: Person) -> ColumnElement[bool]:
    """Return the condition that a row of `person` is this person; a code outranks the number."""
    if who.code is not None:
        return person.c.code == who.code
    if who.phone is None:
        return false()
    return (person.c.phone == who.phone) & (person.c.birth_date == who.birth_date)


def bookings_where(tx: Connection, *conditions: ColumnElement[Any], limit: int = 50) -> list[Booking]:
    """Return confirmed first doses under these conditions, each with its second."""
    return [_booking(row) for row in tx.execute(_CONFIRMED.where(*conditions).limit(limit))]


def _booking(row: Iterable[Any]) -> Booking:
    values = list(row)
    of_booking = zip(_SHOWN, values, strict=False)
    return Booking(clinic=Clinic(*values[len(_SHOWN) :]), **dict(of_booking))


def _joined() -> Any:
    first = (
        claim.join(person).join(unit, claim.c.unit_id == unit.c.id).join(slot, unit.c.slot_id == slot.c.id)
    )
    placed = first.join(clinic, slot.c.clinic_id == clinic.c.id).join(region)
    of_first = (_second.c.first_claim_id == claim.c.id) & (_second.c.state == CONFIRMED)
    return (
        placed.outerjoin(_second, of_first)
        .outerjoin(_second_unit, _second.c.unit_id == _second_unit.c.id)
        .outerjoin(_second_slot, _second_unit.c.slot_id == _second_slot.c.id)
    )


_THIS_CAMPAIGN = claim.c.campaign_id == select(func.max(campaign.c.id)).scalar_subquery()
_SHOWN: Mapping[str, Any] = {
    "claim": claim.c.id,
    "reference": claim.c.reference,
    "starts_at": slot.c.starts_at,
    "second": _second_slot.c.starts_at,
    "birth_date": person.c.birth_date,
    "phone": person.c.phone,
    "channel": claim.c.channel,
    "confirmed_at": claim.c.confirmed_at,
    "second_claim": _second.c.id,
}
_CONFIRMED = (
    select(*_SHOWN.values(), *CLINIC)
    .select_from(_joined())
    .where(claim.c.state == CONFIRMED, claim.c.dose == 1)
    .order_by(claim.c.confirmed_at.desc(), claim.c.id)
)
_NOT_THESE = claim.c.id.not_in(bindparam("besides", expanding=True))
_PERSON = (person.c.phone == bindparam("phone")) & (person.c.birth_date == bindparam("born"))
_OF_ONE = Prepared(_CONFIRMED.where(_PERSON, _THIS_CAMPAIGN, _NOT_THESE).limit(1))
_OF_CODE = Prepared(_CONFIRMED.where(person.c.code == bindparam("code"), _THIS_CAMPAIGN, _NOT_THESE).limit(1))
_OF_CLAIMS = Prepared(_CONFIRMED.where(claim.c.id.in_(bindparam("claims", expanding=True))))
