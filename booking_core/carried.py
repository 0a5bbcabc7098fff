"""Claims with the units that they still have, locked in the order of the units: nobody waits in a ring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select

from booking_core.doses import SecondDose
from booking_core.prepared import Prepared
from booking_core.tables import claim, clinic, slot, unit


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim and its unit; a claim whose unit was taken by somebody else is none."""

    id: str
    dose: int
    seat: int
    first: str | None  # of a second dose: the claim of the first
    lead: str | None  # the claim of the first person of the party, where that is another
    party: str
    campaign_id: int
    person_id: int | None
    reference: str | None
    unit_state: int
    slot_id: int
    starts_at: datetime
    clinic_id: int
    timezone: str


def carried(tx: Connection, *either: ColumnElement[bool], lock: bool = True) -> list[Carried]:
    """Return the claims under any of these conditions that still have their units."""
    return [Carried(*row) for row in tx.execute(query(*either, lock=lock))]


def seated(tx: Connection, lead: str) -> list[Carried]:
    """Return the claims of an offer that still have their units, locked."""
    return [Carried(*row) for row in _SEATED.all(tx, lead=lead)]


def query(*either: ColumnElement[bool], lock: bool = True) -> Select[Any]:
    """Return the statement that finds them."""
    found = (
        select(
            claim.c.id,
            claim.c.dose,
            claim.c.seat,
            claim.c.first_claim_id,
            claim.c.lead_claim_id,
            claim.c.party,
            claim.c.campaign_id,
            claim.c.person_id,
            claim.c.reference,
            unit.c.state,
            unit.c.slot_id,
            slot.c.starts_at,
            slot.c.clinic_id,
            clinic.c.timezone,
        )
        .select_from(_placed())
        .where(or_(*either))
        .order_by(unit.c.id)
    )
    return found.with_for_update(of=unit) if lock else found


def seating(lead: Any) -> ColumnElement[bool]:
    """Return the condition of an offer's claims: everybody's of the party, and the second doses."""
    return or_(claim.c.id == lead, claim.c.lead_claim_id == lead)


def firsts(rows: Iterable[Carried]) -> list[Carried]:
    """Return the first doses among these, in the order of the seats."""
    return sorted((row for row in rows if row.dose == 1), key=lambda row: row.seat)


def second_of(rows: Iterable[Carried], first: str) -> Carried | None:
    """Return the second dose of a first among these, where it has one."""
    return next((row for row in rows if row.first == first), None)


def may_stay(rule: SecondDose, second: Carried, clinic_id: int, first_at: datetime) -> bool:
    """Tell whether a second dose still goes with a first that is moved to this clinic and time."""
    begin, end = rule.window(first_at, ZoneInfo(second.timezone))
    return second.clinic_id == clinic_id and begin <= second.starts_at < end


def _placed() -> Any:
    has = claim.join(unit, unit.c.claim_id == claim.c.id)
    return has.join(slot, unit.c.slot_id == slot.c.id).join(clinic, slot.c.clinic_id == clinic.c.id)


_SEATED = Prepared(query(seating(bindparam("lead"))))
