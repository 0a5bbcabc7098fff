"""Claims with the units that they still have, locked in the order of the units: nobody waits in a ring."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, select, union_all

from booking_core.claims import HELD
from booking_core.doses import SecondDose
from booking_core.prepared import Prepared
from booking_core.tables import HELD as UNIT_HELD
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


def carried(tx: Connection, mine: ColumnElement[bool], *, lock: bool = True) -> list[Carried]:
    """Return the claims under this condition that still have their units."""
    return [Carried(*row) for row in tx.execute(query(mine, lock=lock))]


def seated(tx: Connection, lead: str) -> list[Carried]:
    """Return the claims of an offer that still have their units, locked."""
    return [Carried(*row) for row in _CARRIED.all(tx, claims=in_offer(tx, lead))]


def offer_and_others(tx: Connection, lead: str) -> tuple[list[Carried], list[Carried]]:
    """Return the claims of an offer that have their units, and what else its party holds, all locked."""
    found = {row[0] for row in _WITH_OTHERS.all(tx, lead=lead)}
    rows = [Carried(*row) for row in _CARRIED.all(tx, claims=list(found))]
    offer = [row for row in rows if lead in {row.id, row.lead}]
    return offer, [row for row in rows if row not in offer and row.unit_state == UNIT_HELD]


def in_offer(tx: Connection, lead: str) -> list[str]:
    """Return the claims of an offer: everybody's of the party, and the second doses."""
    return [row[0] for row in _IN_OFFER.all(tx, lead=lead)]


def query(mine: ColumnElement[bool], *, lock: bool = True) -> Select[Any]:
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
        .where(mine)
        .order_by(unit.c.id)
    )
    return found.with_for_update(of=unit) if lock else found


def with_seconds(claims: Collection[str]) -> ColumnElement[bool]:
    """Return the condition of these claims and the second doses that belong to them."""
    return claim.c.id.in_(claims) | claim.c.first_claim_id.in_(claims)


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


# In statements of their own, one index after the other: for an OR, and for a join with both, PostgreSQL reads
# the whole table until it knows it, a minute after the morning has begun.
_LEAD = claim.c.id == bindparam("lead")
_PARTY = select(claim.c.party).where(_LEAD).correlate(None).scalar_subquery()
_IS_HELD = case((claim.c.state == HELD, 1)) == 1  # as a case: else it reads all that are held, by their index
_LED = claim.c.lead_claim_id == bindparam("lead")
_OFFER = [select(claim.c.id).where(_LEAD), select(claim.c.id).where(_LED)]
_IN_OFFER = Prepared(union_all(*_OFFER))
_WITH_OTHERS = Prepared(union_all(*_OFFER, select(claim.c.id).where(claim.c.party == _PARTY, _IS_HELD)))
_CARRIED = Prepared(query(claim.c.id.in_(bindparam("claims", expanding=True))))
