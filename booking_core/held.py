"""What is held for a party and not yet confirmed, as it stands."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Join, bindparam, or_, select

from booking_core import tables
from booking_core.carried import Carried, query
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
    mine = (claim.c.party == party) & (claim.c.state == state) & (unit.c.claim_id == claim.c.id)
    found = (
        select(claim.c.id, slot.c.starts_at, *CLINIC)
        .select_from(_placed())
        .where(mine, claim.c.dose == 1, claim.c.lead_claim_id.is_(None))
        .order_by(slot.c.starts_at)
        .limit(1)
    )
    row = tx.execute(found).one_or_none()
    if row is None:
        return None
    times, seconds = _times(tx, row.id)
    return Offer(
        claim=row.id,
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
    second = claim.alias("second")
    second_unit, second_slot = unit.alias("second_unit"), slot.alias("second_slot")
    of_first = (second.c.first_claim_id == claim.c.id) & second.c.state.in_((HELD, OFFERED))
    found = (
        select(slot.c.starts_at, second_slot.c.starts_at)
        .select_from(
            claim.join(unit, claim.c.unit_id == unit.c.id)
            .join(slot, unit.c.slot_id == slot.c.id)
            .outerjoin(second, of_first)
            .outerjoin(second_unit, second.c.unit_id == second_unit.c.id)
            .outerjoin(second_slot, second_unit.c.slot_id == second_slot.c.id)
        )
        .where(or_(claim.c.id == lead, claim.c.lead_claim_id == lead), claim.c.dose == 1)
        .order_by(claim.c.seat)
    )
    rows = tx.execute(found).all()
    return [row[0] for row in rows], tuple(row[1] for row in rows)
