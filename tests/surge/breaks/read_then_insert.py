"""A unit is found in a copy that is some seconds old, and taken whatever became of it."""

from datetime import datetime, timedelta
from unittest.mock import patch

from sqlalchemy import select, text, update

from booking_core import tables, units

OLD = timedelta(seconds=20)


def broken():
    seen: dict[int, tuple[datetime, list[int]]] = {}

    def take(tx, slot_id, claim, until, now):
        tx.execute(text("DROP INDEX IF EXISTS uq_claim_live_unit"))
        if slot_id not in seen or seen[slot_id][0] < now - OLD:
            row = tables.unit.c
            there = select(row.id).where(row.slot_id == slot_id, units.is_open(now)).order_by(row.seq)
            seen[slot_id] = now, list(tx.scalars(there))
        for unit_id in seen[slot_id][1][:1]:
            values = {"state": tables.HELD, "claim_id": claim, "hold_until": until}
            tx.execute(update(tables.unit).where(tables.unit.c.id == unit_id).values(**values))
            return unit_id
        return None

    return patch.object(units, "take", take)
