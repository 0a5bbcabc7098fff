"""Write the times of a file: what is new is added, what changed is changed, and what is booked stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, insert, select

from booking_core.loading import capacity
from booking_core.loading.bad_file import BadFile
from booking_core.loading.batches import MANY, batches, update_all
from booking_core.loading.timetable import Key, There, Wanted, refuse_overlaps
from booking_core.tables import BLOCKED, BOOKED, FREE, slot, unit

Change = tuple[There, Wanted]


@dataclass(frozen=True, slots=True)
class ClinicsLoaded:
    """How many units a file added, and how many it withdrew."""

    added: int
    withdrawn: int


def write_slots(
    tx: Connection, campaign_id: int, wanted: Mapping[Key, Wanted], now: datetime
) -> ClinicsLoaded:
    """Bring the times of a campaign to what the file says of them; the others stay as they are."""
    there = _there(tx, campaign_id)
    fresh = [each for key, each in wanted.items() if key not in there and each.capacity]
    known = ((there[key], each) for key, each in wanted.items() if key in there)
    changed = [(old, new) for old, new in known if old.differs(new)]
    for each in (*fresh, *(new for _, new in changed)):
        if each.starts_at <= now:
            raise BadFile(each.line, "starts_at", "is over; what is past cannot be added or changed")
    refuse_overlaps([*wanted.values(), *(old for key, old in there.items() if key not in wanted)])
    added = _insert(tx, campaign_id, fresh)
    _update(tx, changed)
    return ClinicsLoaded(added + _raise(tx, changed), _lower(tx, changed, now))


def _there(tx: Connection, campaign_id: int) -> dict[Key, There]:
    columns = (slot.c.id, slot.c.clinic_id, slot.c.starts_at, slot.c.minutes, slot.c.release_id)
    found = (
        select(*columns, func.count(unit.c.id), func.count(case((unit.c.state == BLOCKED, 1))))
        .select_from(slot.outerjoin(unit))
        .where(slot.c.campaign_id == campaign_id)
        .group_by(*columns)
    )
    return {each.key: each for each in (There(*row) for row in tx.execute(found))}


def _insert(tx: Connection, campaign_id: int, fresh: Sequence[Wanted]) -> int:
    row = insert(slot).returning(slot.c.id, slot.c.clinic_id, slot.c.starts_at)
    ends: dict[int, int] = {}
    for batch in batches(fresh, MANY):
        wanted = {each.key: each.capacity for each in batch}
        made = tx.execute(row, [_values(each) | {"campaign_id": campaign_id} for each in batch])
        ends |= {row.id: wanted[row.clinic_id, row.starts_at] for row in made}
    capacity.add(tx, {id_: (0, end) for id_, end in ends.items()})
    return sum(ends.values())


def _values(each: Wanted) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("clinic_id", "starts_at", "minutes", "release_id")}


def _update(tx: Connection, changed: Sequence[Change]) -> None:
    rows = ({"id": old.id, "minutes": new.minutes, "release_id": new.release_id} for old, new in changed)
    update_all(tx, slot, ("minutes", "release_id"), rows)


def _raise(tx: Connection, changed: Sequence[Change]) -> int:
    more = {old.id: (old.units, new.capacity - old.capacity) for old, new in changed}
    more = {id_: (units, count) for id_, (units, count) in more.items() if count > 0}
    capacity.add(tx, {id_: (units, units + count) for id_, (units, count) in more.items()})
    return sum(count for _, count in more.values())


def _lower(tx: Connection, changed: Sequence[Change], now: datetime) -> int:
    less = {old.id: new for old, new in changed if new.capacity < old.capacity}
    counts = {old.id: old.capacity - new.capacity for old, new in changed if new.capacity < old.capacity}
    for slot_id in capacity.withdraw(tx, counts, now):
        raise BadFile(less[slot_id].line, "capacity", _too_few(tx, slot_id, less[slot_id].capacity))
    return sum(counts.values())


def _too_few(tx: Connection, slot_id: int, wanted: int) -> str:
    states = list(tx.scalars(select(unit.c.state).where(unit.c.slot_id == slot_id)))
    booked = states.count(BOOKED)
    held = len(states) - booked - states.count(FREE) - states.count(BLOCKED)
    taken = f"{booked} of this time are booked" + (f" and {held} held for somebody just now" if held else "")
    return f"{taken}, so {wanted} is too few" if wanted else f"{taken}, so it cannot be withdrawn"
