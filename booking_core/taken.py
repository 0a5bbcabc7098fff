"""What was taken when: the units that each party came to hold, so that the order of turns can be judged."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from booking_core.tables import claim, clinic, slot, unit


@dataclass(frozen=True, slots=True)
class Taken:
    """Units that a party came to hold at once: where, of which release (0: none), for how many, and when."""

    region_id: int
    release: int
    people: int
    at: datetime


def taken(tx: Connection, since: datetime, until: datetime) -> dict[str, list[Taken]]:
    """Return what every party came to hold in this time, by the party's name, each in the order of time."""
    there = claim.join(unit, claim.c.unit_id == unit.c.id).join(slot).join(clinic)
    release = func.coalesce(slot.c.release_id, 0)
    what = (claim.c.party, clinic.c.region_id, release, claim.c.created_at)
    mine = (claim.c.dose == 1) & claim.c.created_at.between(since, until)
    rows = select(*what, func.count()).select_from(there).where(mine).group_by(*what)
    found = defaultdict[str, list[Taken]](list)
    for party, region, of, at, people in tx.execute(rows.order_by(claim.c.created_at)):
        found[party].append(Taken(region, of, people, at))
    return found
