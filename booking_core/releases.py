"""What is open, to whom: the read side of booking, over releases, regions, clinics and units."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from booking_core import units
from booking_core.clinics import CLINIC, Clinic, OpenClinic, Region
from booking_core.cohorts import Channel, Cohort, Person, Release
from booking_core.tables import clinic, region, release, slot, unit


class Releases:
    """Judges releases and cohorts for one person on one channel, at one instant."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def regions(self, tx: Connection, person: Person, now: datetime) -> list[Region]:
        """Return the regions where this person may book now, in the order they were loaded.

        A region whose last units are merely being looked at by others is still there, with none open.
        """
        opened, held = units.open_and_held(now)
        found = (
            select(region.c.id, region.c.name, opened)
            .select_from(region.join(clinic).join(slot).join(unit))
            .where(*self._visible(tx, person, now))
            .group_by(region.c.id, region.c.name)
            .having(opened + held > 0)
            .order_by(region.c.id)
        )
        return [Region(*row) for row in tx.execute(found)]

    def clinics(
        self, tx: Connection, region_id: int | None, person: Person, now: datetime
    ) -> list[OpenClinic]:
        """Return the clinics of a region (None: of all) with units for this person, the most first."""
        opened, held = units.open_and_held(now)
        asking = [each.id for each in campaign_releases(tx) if each.asks_code]
        asks = func.max(case((slot.c.release_id.in_(asking), 1), else_=0))
        here = [clinic.c.region_id == region_id] if region_id is not None else []
        found = (
            select(*CLINIC, opened, asks)
            .select_from(clinic.join(region).join(slot).join(unit))
            .where(*self._visible(tx, person, now), *here)
            .group_by(*CLINIC)
            .having(opened + held > 0)
            .order_by(opened.desc(), clinic.c.id)
        )
        return [OpenClinic(Clinic(*row[:5]), row[5], bool(row[6])) for row in tx.execute(found)]

    def clinic(self, tx: Connection, clinic_id: int) -> Clinic | None:
        found = tx.execute(select(*CLINIC).select_from(clinic.join(region)).where(clinic.c.id == clinic_id))
        row = found.one_or_none()
        return Clinic(*row) if row else None

    def counts(self, tx: Connection, clinic_id: int, person: Person, now: datetime) -> tuple[int, int]:
        """Count the units of a clinic that this person could take, and those held by others now."""
        found = (
            select(*units.open_and_held(now))
            .select_from(slot.join(unit))
            .where(slot.c.clinic_id == clinic_id, *self._holdable(tx, person, now))
        )
        opened, held = tx.execute(found).one()
        return opened, held

    def open_slots(
        self, tx: Connection, clinic_id: int, person: Person, after: datetime, now: datetime, limit: int
    ) -> list[tuple[int, datetime]]:
        """Return `(slot id, starts_at)` of the earliest slots with an open unit, later than `after`."""
        found = (
            select(slot.c.id, slot.c.starts_at)
            .where(
                slot.c.clinic_id == clinic_id,
                slot.c.starts_at > max(after, now),
                *self._holdable(tx, person, now),
                select(unit.c.id).where(unit.c.slot_id == slot.c.id, units.is_open(now)).exists(),
            )
            .order_by(slot.c.starts_at)
            .limit(limit)
        )
        return [(row.id, row.starts_at) for row in tx.execute(found)]

    def next_release(self, tx: Connection, person: Person, now: datetime) -> Release | None:
        """Return the next release that will open to this person on this channel, or None."""
        coming = [
            each
            for each in campaign_releases(tx)
            if each.opens_at > now and each.may_see(person, self.channel, each.opens_at)
        ]
        return min(coming, key=lambda each: each.opens_at, default=None)

    def born_until(self, tx: Connection, person: Person, now: datetime) -> date | None:
        """Return the last birth date that what is open now is for, where this person was born after it."""
        ends = [
            each.cohort.born_until
            for each in campaign_releases(tx)
            if each.opens_at <= now and self.channel in each.channels and _is_stocked(tx, each.id, now)
        ]
        latest = max((end for end in ends if end is not None), default=None)
        return latest if latest is not None and None not in ends and latest < person.birth_date else None

    def _visible(self, tx: Connection, person: Person, now: datetime) -> list[ColumnElement[bool]]:
        admitted = (r.id for r in campaign_releases(tx) if r.may_see(person, self.channel, now))
        return [slot.c.starts_at > now, _of(admitted)]

    def _holdable(self, tx: Connection, person: Person, now: datetime) -> list[ColumnElement[bool]]:
        admitted = (r.id for r in campaign_releases(tx) if r.may_hold(person, self.channel, now))
        return [slot.c.starts_at > now, _of(admitted)]


def campaign_releases(tx: Connection) -> list[Release]:
    """Return every release of the campaign, in the order they open."""
    rows: Any = tx.execute(select(release).order_by(release.c.opens_at, release.c.id))
    return [
        Release(r.id, r.name, r.opens_at, tuple(r.channels), Cohort.read(r.cohort), r.asks_code) for r in rows
    ]


def _is_stocked(tx: Connection, release_id: int, now: datetime) -> bool:
    mine = (slot.c.release_id == release_id) & (slot.c.starts_at > now)
    found = select(unit.c.id).select_from(slot.join(unit)).where(mine, units.is_open(now))
    return tx.execute(found.limit(1)).first() is not None


def _of(admitted: Iterable[int]) -> ColumnElement[bool]:
    # A clinic without a release is open at once to all.
    return or_(slot.c.release_id.is_(None), slot.c.release_id.in_(list(admitted)))
