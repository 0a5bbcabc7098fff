"""What was taken when: the first units that each party held, so that the order of turns can be judged."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from booking_core.tables import claim, clinic, slot, unit


@dataclass(frozen=True, slots=True)
class Taken:
    """The first units of a party: where, of which release (0: none), for how many, and since when."""

    region_id: int
    release: int
    people: int
    at: datetime


def taken(tx: Connection, since: datetime, until: datetime) -> dict[str, Taken]:
    """Return the first units of every party that came to hold some in this time, by the party's name."""
    first_at = func.min(claim.c.created_at).over(partition_by=claim.c.party)
    mine = select(claim.c.party, claim.c.created_at, claim.c.unit_id, first_at.label("first")).where(
        claim.c.dose == 1, claim.c.created_at.between(since, until)
    )
    held = mine.subquery()
    there = held.join(unit, held.c.unit_id == unit.c.id).join(slot).join(clinic)
    release = func.coalesce(slot.c.release_id, 0)
    found = (
        select(held.c.party, clinic.c.region_id, release, func.count(), held.c.first)
        .select_from(there)
        .where(held.c.created_at == held.c.first)
        .group_by(held.c.party, clinic.c.region_id, release, held.c.first)
    )
    return {row[0]: Taken(*row[1:]) for row in tx.execute(found)}
