"""What is held for a party and not yet confirmed, as it stands."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Join, bindparam, select

from booking_core import tables
from booking_core.carried import Carried, in_offer, query
from booking_core.claims import HELD, OFFERED, Offer
from booking_core.clinics import CLINIC, Clinic
from booking_core.prepared import Prepared
from booking_core.tables import claim, clinic, region, slot, unit

_MINE = (claim.c.party == bindparam("party")) & (claim.c.state == HELD)
_OF_PARTY = Prepared(query(_MINE & (unit.c.state == tables.HELD)))


def has_claims(party: ColumnElement[str]) -> ColumnElement[bool]:
    """Tell, as a condition, whether anything was ever held or booked under a party's name."""
    return select(claim.c.id).where(claim.c.party == party).exists()


def lock(tx: Connection, party: str) -> list[Carried]:
    """Return what a party holds, locked.

    The unit is asked too: it is what is looked at anew after waiting for somebody who confirms just now.
    """
    return [Carried(*row) for row in _OF_PARTY.all(tx, party=party)]


def anything(party: ColumnElement[str]) -> ColumnElement[bool]:
    """Return whether a party of this name holds something, to be asked beside something else."""
    return select(claim.c.id).where(claim.c.party == party, claim.c.state == HELD).exists()


def offer_of(tx: Connection, party: str, state: str = HELD) -> Offer | None:
    """Return the earliest seating that a party still holds, its units not taken when their time ran out."""
    row = _OFFER.first(tx, party=party, state=state)
    if row is None:
        return None
    times, seconds = _times(tx, row[0])
    return Offer(
        claim=row[0],
        clinic=Clinic(*row[2:]),
        starts_at=min(times),
        second=seconds[0],
        times=tuple(times),
        seconds=seconds,
    )


def _placed() -> Join:
    there = claim.join(unit, claim.c.unit_id == unit.c.id).join(slot, unit.c.slot_id == slot.c.id)
    return there.join(clinic, slot.c.clinic_id == clinic.c.id).join(region)


def _times(tx: Connection, lead: str) -> tuple[list[datetime], tuple[datetime | None, ...]]:
    rows = _TIMES.all(tx, claims=in_offer(tx, lead))
    return [row[0] for row in rows], tuple(row[1] for row in rows)


def _with_seconds() -> Join:
    of_first = (_second.c.first_claim_id == claim.c.id) & _second.c.state.in_((HELD, OFFERED))
    first = claim.join(unit, claim.c.unit_id == unit.c.id).join(slot, unit.c.slot_id == slot.c.id)
    return (
        first.outerjoin(_second, of_first)
        .outerjoin(_second_unit, _second.c.unit_id == _second_unit.c.id)
        .outerjoin(_second_slot, _second_unit.c.slot_id == _second_slot.c.id)
    )


_second, _second_unit, _second_slot = (
    claim.alias("second"),
    unit.alias("second_unit"),
    slot.alias("second_slot"),
)
_OFFER = Prepared(
    select(claim.c.id, slot.c.starts_at, *CLINIC)
    .select_from(_placed())
    .where(claim.c.party == bindparam("party"), claim.c.state == bindparam("state"))
    .where(unit.c.claim_id == claim.c.id, claim.c.dose == 1, claim.c.lead_claim_id.is_(None))
    .order_by(slot.c.starts_at)
    .limit(1)
)
_TIMES = Prepared(
    select(slot.c.starts_at, _second_slot.c.starts_at)
    .select_from(_with_seconds())
    .where(claim.c.id.in_(bindparam("claims", expanding=True)), claim.c.dose == 1)
    .order_by(claim.c.seat)
)
