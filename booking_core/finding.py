"""Bookings as they are found again: by reference, by number, by birth date, by person."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cache
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
    known = [each for each in people if each.code is not None or each.phone is not None]
    if not known:
        return None
    asked = {f"{name}_{at}": value for at, each in enumerate(known) for name, value in _asked(each)}
    of_these = _of_people(tuple(each.code is not None for each in known))
    return next(map(_booking, of_these.all(tx, **asked, besides=list(besides))), None)


def _asked(who: Person) -> tuple[tuple[str, Any], ...]:
    """Return what somebody is looked for by: their code, else their number and birth date."""
    if who.code is not None:
        return (("code", who.code),)
    return (("phone", who.phone), ("born", who.birth_date))


@cache
def _of_people(have_codes: tuple[bool, ...]) -> Prepared:
    """Return the statement for so many people, each of whom has a code or has none."""
    theirs = [_has_code(at) if has_code else _is_called(at) for at, has_code in enumerate(have_codes)]
    return Prepared(_CONFIRMED.where(or_(*theirs), _THIS_CAMPAIGN, _NOT_THESE).limit(1))


def _has_code(at: int) -> ColumnElement[bool]:
    return person.c.code == bindparam(f"code_{at}")


def _is_called(at: int) -> ColumnElement[bool]:
    born = person.c.birth_date == bindparam(f"born_{at}")
    return (person.c.phone == bindparam(f"phone_{at}")) & born


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
_OF_CLAIMS = Prepared(_CONFIRMED.where(claim.c.id.in_(bindparam("claims", expanding=True))))
