"""Bookings as they are found again: by reference, by number, by birth date, by person."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, case, false, select

from booking_core.campaigns import IN_FORCE
from booking_core.claims import CONFIRMED, Booking
from booking_core.clinics import CLINIC, Clinic
from booking_core.cohorts import Person
from booking_core.prepared import Prepared
from booking_core.tables import claim, clinic, person, region, slot, unit

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
    known = [*_by_code(tx, people), *_by_number(tx, people)]
    if not known:  # most who call were never here before
        return None
    return next(map(_booking, _OF_PEOPLE.all(tx, people=known, besides=list(besides))), None)


def _by_code(tx: Connection, people: Collection[Person]) -> list[int]:
    codes = [who.code for who in people if who.code is not None]
    return [row[0] for row in _BY_CODE.all(tx, codes=codes)] if codes else []


def _by_number(tx: Connection, people: Collection[Person]) -> list[int]:
    """Return the rows of those who have no code: each by number and birth date, asked for together."""
    called = {(who.phone, who.birth_date) for who in people if who.code is None and who.phone is not None}
    if not called:
        return []
    phones, born = zip(*called, strict=True)
    found = _BY_NUMBER.all(tx, phones=list(phones), born=list(born))
    return [row[0] for row in found if row[1:] in called]


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
    of_first = (_second.c.first_claim_id == claim.c.id) & (_booked_dose(_second) == 2)  # noqa: PLR2004
    return (
        placed.outerjoin(_second, of_first)
        .outerjoin(_second_unit, _second.c.unit_id == _second_unit.c.id)
        .outerjoin(_second_slot, _second_unit.c.slot_id == _second_slot.c.id)
    )


def _booked_dose(it: Any) -> ColumnElement[int]:
    """Return the dose of a claim that is confirmed, as a case.

    As conditions, these would have PostgreSQL read all that are confirmed to find one by its id, until it
    knows the table: a minute after the morning has begun.
    """
    return case((it.c.state == CONFIRMED, it.c.dose))


def _of(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


_THIS_CAMPAIGN = claim.c.campaign_id == IN_FORCE.scalar_subquery()
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
_BOOKINGS = (
    select(*_SHOWN.values(), *CLINIC).select_from(_joined()).order_by(claim.c.confirmed_at.desc(), claim.c.id)
)
_CONFIRMED = _BOOKINGS.where(claim.c.state == CONFIRMED, claim.c.dose == 1)
_BY_CODE = Prepared(select(person.c.id).where(person.c.code.in_(_of("codes"))))
_ARE_CALLED = (person.c.phone.in_(_of("phones")), person.c.birth_date.in_(_of("born")))
_BY_NUMBER = Prepared(select(person.c.id, person.c.phone, person.c.birth_date).where(*_ARE_CALLED))
_THEIRS = claim.c.person_id.in_(_of("people"))
_NOT_THESE = claim.c.id.not_in(_of("besides"))
_OF_PEOPLE = Prepared(_CONFIRMED.where(_THEIRS, _THIS_CAMPAIGN, _NOT_THESE).limit(1))
_ARE_THESE = claim.c.id.in_(_of("claims"))
_OF_CLAIMS = Prepared(_BOOKINGS.where(_ARE_THESE, _booked_dose(claim) == 1))
