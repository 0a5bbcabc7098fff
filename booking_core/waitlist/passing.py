"""Units pass to the first of the waiting list whom they fit, in the transaction that frees or opens them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, select

from booking_core import units
from booking_core.campaigns import Campaign, campaign_of
from booking_core.carried import Carried, carried, second_of
from booking_core.claims import CONFIRMED, Offer
from booking_core.clinics import CLINIC, Clinic
from booking_core.cohorts import Release
from booking_core.holding import Holding
from booking_core.parties import OpenSlot, Seating, seatings_with
from booking_core.releases import campaign_releases
from booking_core.tables import claim, clinic, region, slot, unit
from booking_core.waitlist import offers
from booking_core.waitlist.entries import Entry, in_order


def pass_on(tx: Connection, gone: Sequence[Carried], now: datetime) -> None:
    """Offer what was given up to those who wait, in the order of their keys; what fits nobody stays open.

    The campaign is locked by the caller, before any unit is.
    """
    campaign = campaign_of(tx) if gone else None
    if campaign is None:
        return
    freed = Opened.of(tx, campaign, slot.c.id.in_({row.slot_id for row in gone}), now)
    for entry in in_order(tx, campaign.id):
        if freed.is_spent:
            return
        freed.offer_to(entry)


@dataclass(frozen=True, slots=True)
class _Day:
    """One day of one clinic, with the slots of it that are to be given out."""

    clinic: Clinic
    region_id: int
    day: date
    slots: frozenset[int]


@dataclass(slots=True)
class Opened:
    """Units that came free or opened, by clinic and day."""

    tx: Connection
    campaign: Campaign
    releases: dict[int, Release]
    days: list[_Day]
    now: datetime
    _open: dict[_Day, list[tuple[OpenSlot, int | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tx: Connection, campaign: Campaign, which: ColumnElement[bool], now: datetime) -> Self:
        """Look up where and when these slots are."""
        releases = {each.id: each for each in campaign_releases(tx)}
        return cls(tx, campaign, releases, _days(tx, which, now), now)

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing of what is to be given out is open any more."""
        return not any(each.id in day.slots for day in self.days for each, _ in self._open_on(day))

    def offer_to(self, entry: Entry) -> bool:
        """Offer an entry the earliest that fits it, for everybody or not at all."""
        if not self.suits(entry):
            return False
        kept = _kept(entry, self._has(entry))
        return any(self._offer(entry, day, kept) for day in self._days_for(entry))

    def suits(self, entry: Entry) -> bool:
        """Tell, without holding anything, whether some of it may be for an entry."""
        if not any(any(self._seatings(entry, day)) for day in self._days_for(entry)):
            return False
        has = self._has(entry)
        return not any(row.dose == 1 and row.starts_at <= self.now for row in has)  # to be given up, and over

    def _days_for(self, entry: Entry) -> list[_Day]:
        return [day for day in self.days if entry.wish.fits(day.clinic.id, day.region_id, day.day)]

    def _offer(self, entry: Entry, day: _Day, kept: dict[int, Carried]) -> bool:
        where = (self.campaign, entry.party, day.clinic, entry.channel, self.now)
        holding = Holding(self.tx, *where, kept, offered=True)
        held = holding.offers(self._seatings(entry, day), 1)
        if not held:
            return False
        self._forget(held[0])
        offers.make(self.tx, entry, held[0], offers.rung_at(self.campaign, entry, self.now), self.now)
        return True

    def _seatings(self, entry: Entry, day: _Day) -> Iterator[Seating]:
        """Yield how everybody could be seated on a day, the earliest first."""
        theirs = [each for each, release in self._open_on(day) if self._may_have(entry, each, release)]
        if theirs:  # few are let in by a letter, and telling the hour of a telephone takes longest
            soonest = offers.rung_at(self.campaign, entry, self.now) + offers.NOTICE
            there = [each for each in theirs if each.starts_at >= soonest]
            yield from seatings_with(day.slots, there, len(entry.people), ZoneInfo(day.clinic.timezone))

    def _forget(self, offer: Offer) -> None:
        days = {each.date() for each in (*offer.local_times, *offer.local_seconds) if each is not None}
        for day in [each for each in self._open if each.clinic == offer.clinic and each.day in days]:
            del self._open[day]

    def _may_have(self, entry: Entry, slot: OpenSlot, release_id: int | None) -> bool:
        if slot.id in entry.refused:
            return False
        return release_id is None or self.releases[release_id].may_hold(entry.people, entry.channel, self.now)

    def _has(self, entry: Entry) -> list[Carried]:
        if not entry.swaps:
            return []
        mine = claim.c.person_id.in_(entry.person_ids) & (claim.c.state == CONFIRMED)
        return [row for row in carried(self.tx, mine, lock=False) if row.campaign_id == entry.campaign_id]

    def _open_on(self, day: _Day) -> list[tuple[OpenSlot, int | None]]:
        if day not in self._open:
            self._open[day] = _open_slots(self.tx, day, self.now)
        return self._open[day]


def _days(tx: Connection, which: ColumnElement[bool], now: datetime) -> list[_Day]:
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
    return [_Day(*key, frozenset(ids)) for key, ids in together.items()]


def _open_slots(tx: Connection, day: _Day, now: datetime) -> list[tuple[OpenSlot, int | None]]:
    begin = datetime.combine(day.day, time(), ZoneInfo(day.clinic.timezone))
    here = (slot.c.clinic_id == day.clinic.id, slot.c.starts_at >= begin, slot.c.starts_at > now)
    found = (
        select(slot.c.id, slot.c.starts_at, slot.c.minutes, slot.c.release_id, func.count())
        .select_from(slot.join(unit))
        .where(*here, slot.c.starts_at < begin + timedelta(days=1), units.is_open(now))
        .group_by(slot.c.id, slot.c.starts_at, slot.c.minutes, slot.c.release_id)
        .order_by(slot.c.starts_at)
    )
    return [
        (OpenSlot(slot_id, starts_at, starts_at + timedelta(minutes=minutes), count), release_id)
        for slot_id, starts_at, minutes, release_id, count in tx.execute(found)
    ]


def _kept(entry: Entry, has: Sequence[Carried]) -> dict[int, Carried]:
    firsts = {row.person_id: row.id for row in has if row.dose == 1}
    seconds = (second_of(has, firsts.get(person, "")) for person in entry.person_ids)
    return {seat: second for seat, second in enumerate(seconds) if second is not None}
