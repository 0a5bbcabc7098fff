"""The days on which something came free or opened, and what can be had on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from booking_core import units
from booking_core.clinics import CLINIC, Clinic
from booking_core.parties import OpenSlot
from booking_core.prepared import Prepared
from booking_core.tables import clinic, region, slot, unit

ByRelease = dict[int | None, list[OpenSlot]]  # the slots of each release, or of none, in the order of time
_SLOT = (slot.c.clinic_id, slot.c.release_id, slot.c.id, slot.c.starts_at, slot.c.minutes)
_OPEN = Prepared(
    select(*_SLOT, func.count())
    .select_from(slot.join(unit))
    .where(slot.c.clinic_id.in_(bindparam("clinics", expanding=True)))
    .where(slot.c.starts_at >= bindparam("begin"), slot.c.starts_at < bindparam("end"))
    .where(slot.c.starts_at > units.NOW, units.is_open(units.NOW))
    .group_by(*_SLOT)
    .order_by(slot.c.starts_at, slot.c.id)
)


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """One day of one clinic, with the slots of it that are to be given out."""

    clinic: Clinic
    region_id: int
    day: date
    slots: frozenset[int]

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, time(), ZoneInfo(self.clinic.timezone))

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(days=1)


def days_of(tx: Connection, which: ColumnElement[bool], now: datetime) -> list[Day]:
    """Return the days of these slots, as far as they are to come."""
    found = (
        select(slot.c.id, slot.c.starts_at, clinic.c.region_id, *CLINIC)
        .select_from(slot.join(clinic).join(region))
        .where(which, slot.c.starts_at > now)
        .order_by(slot.c.starts_at, slot.c.id)
    )
    together: dict[tuple[Clinic, int, date], set[int]] = defaultdict(set)
    for slot_id, starts_at, region_id, *where in tx.execute(found):
        there = Clinic(*where)
        together[there, region_id, there.local(starts_at).date()].add(slot_id)
    return [Day(*key, frozenset(ids)) for key, ids in together.items()]


def open_on(tx: Connection, days: Sequence[Day], now: datetime) -> dict[Day, ByRelease]:
    """Return what is open on each of these days, whether it is to be given out or not: one look for all."""
    found = {day: defaultdict[int | None, list[OpenSlot]](list) for day in days}
    known = {(day.clinic.id, day.day): day for day in days}
    clinics = {day.clinic.id: day.clinic for day in days}
    begin, end = min(day.begins for day in days), max(day.ends for day in days)
    rows = _OPEN.all(tx, clinics=sorted(clinics), begin=begin, end=end, now=now)
    for clinic_id, release_id, slot_id, starts_at, minutes, count in rows:
        day = known.get((clinic_id, clinics[clinic_id].local(starts_at).date()))
        if day is not None:
            ends_at = starts_at + timedelta(minutes=minutes)
            found[day][release_id].append(OpenSlot(slot_id, starts_at, ends_at, count))
    return dict(found)
