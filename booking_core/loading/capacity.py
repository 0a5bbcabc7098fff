"""How many units a slot has: more are added, fewer are withdrawn, and what somebody has is left to them.

A unit that was withdrawn is blocked and not deleted, for claims of the past name it; it does not come back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby, islice

from sqlalchemy import Connection, Insert, insert, literal, select, true, update

from booking_core.claims import EXPIRED, HELD
from booking_core.loading.batches import batches
from booking_core.tables import BLOCKED, claim, slot, unit
from booking_core.units import is_open


def add(tx: Connection, ranges: Mapping[int, tuple[int, int]]) -> None:
    """Add the units that are numbered from the first to before the end of a slot's range."""
    alike = sorted(ranges, key=lambda slot_id: (ranges[slot_id], slot_id))
    for (first, end), slots in groupby(alike, key=lambda slot_id: ranges[slot_id]):
        for ids in batches(slots):
            tx.execute(_units(ids, first, end))


def _units(slots: Iterable[int], first: int, end: int) -> Insert:
    number = select(literal(first).label("seq")).cte("number", recursive=True)
    number = number.union_all(select(number.c.seq + 1).where(number.c.seq + 1 < end))
    each = select(slot.c.id, number.c.seq).select_from(slot.join(number, true())).where(slot.c.id.in_(slots))
    return insert(unit).from_select(["slot_id", "seq"], each)


def withdraw(tx: Connection, counts: Mapping[int, int], now: datetime) -> dict[int, int]:
    """Withdraw so many open units of each slot, the last first; return by how many a slot falls short."""
    short: dict[int, int] = {}
    for slots in batches(counts):
        opened = select(unit.c.id, unit.c.slot_id).where(unit.c.slot_id.in_(slots), is_open(now))
        order = (unit.c.slot_id, unit.c.state, unit.c.seq.desc())
        found = [(row.id, row.slot_id) for row in tx.execute(opened.order_by(*order).with_for_update())]
        there = Counter(slot_id for _, slot_id in found)
        short |= {slot_id: counts[slot_id] - there[slot_id] for slot_id in slots}
        for ids in batches(_first(found, counts)):
            lapsed = claim.c.unit_id.in_(ids) & (claim.c.state == HELD)
            tx.execute(update(claim).where(lapsed).values(state=EXPIRED))
            blocked = {"state": BLOCKED, "claim_id": None, "hold_until": None}
            tx.execute(update(unit).where(unit.c.id.in_(ids)).values(**blocked))
    return {slot_id: count for slot_id, count in short.items() if count > 0}


def _first(rows: Iterable[tuple[int, int]], counts: Mapping[int, int]) -> Iterable[int]:
    """Yield the ids of the first so many `(id, slot)` of each slot; the rows come slot by slot."""
    for slot_id, those in groupby(rows, key=lambda row: row[1]):
        yield from (id_ for id_, _ in islice(those, counts[slot_id]))
