"""Units pass to the first of the waiting list whom they fit, in the transaction that frees or opens them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection

from booking_core.campaigns import Campaign, campaign_of
from booking_core.carried import Carried, carried, second_of
from booking_core.claims import CONFIRMED, Offer
from booking_core.cohorts import Release
from booking_core.holding import Holding
from booking_core.parties import Seating, seatings_with
from booking_core.releases import campaign_releases
from booking_core.tables import claim, slot
from booking_core.waitlist import offers
from booking_core.waitlist.entries import Entry, in_order
from booking_core.waitlist.opened_days import ByRelease, Day, days_of, open_on


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


@dataclass(slots=True)
class Opened:
    """Units that came free or opened, by clinic and day."""

    tx: Connection
    campaign: Campaign
    releases: dict[int, Release]
    days: list[Day]
    now: datetime
    _open: dict[Day, ByRelease] = field(default_factory=dict)

    @classmethod
    def of(cls, tx: Connection, campaign: Campaign, which: ColumnElement[bool], now: datetime) -> Self:
        """Look up where and when these slots are."""
        releases = {each.id: each for each in campaign_releases(tx)}
        return cls(tx, campaign, releases, days_of(tx, which, now), now)

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing of what is to be given out is open any more."""
        there = ((day, each) for day in self.days for some in self._open_on(day).values() for each in some)
        return not any(each.id in day.slots for day, each in there)

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

    def _days_for(self, entry: Entry) -> list[Day]:
        return [day for day in self.days if entry.wish.fits(day.clinic.id, day.region_id, day.day)]

    def _offer(self, entry: Entry, day: Day, kept: dict[int, Carried]) -> bool:
        where = (self.campaign, entry.party, day.clinic, entry.channel, self.now)
        holding = Holding(self.tx, *where, kept, offered=True)
        held = holding.offers(self._seatings(entry, day), 1)
        if not held:
            return False
        self._forget(held[0])
        offers.make(self.tx, entry, held[0], offers.rung_at(self.campaign, entry, self.now), self.now)
        return True

    def _seatings(self, entry: Entry, day: Day) -> Iterator[Seating]:
        """Yield how everybody could be seated on a day, the earliest first."""
        let_in = (some for release_id, some in self._open_on(day).items() if self._lets_in(entry, release_id))
        theirs = [each for some in let_in for each in some if each.id not in entry.refused]
        if theirs:  # few are let in by a letter, and telling the hour of a telephone takes longest
            soonest = offers.rung_at(self.campaign, entry, self.now) + offers.NOTICE
            there = sorted(
                (each for each in theirs if each.starts_at >= soonest), key=lambda each: each.starts_at
            )
            yield from seatings_with(day.slots, there, len(entry.people), ZoneInfo(day.clinic.timezone))

    def _forget(self, offer: Offer) -> None:
        days = {each.date() for each in (*offer.local_times, *offer.local_seconds) if each is not None}
        for day in [each for each in self._open if each.clinic == offer.clinic and each.day in days]:
            del self._open[day]

    def _lets_in(self, entry: Entry, release_id: int | None) -> bool:
        return release_id is None or self.releases[release_id].may_hold(entry.people, entry.channel, self.now)

    def _has(self, entry: Entry) -> list[Carried]:
        if not entry.swaps:
            return []
        mine = claim.c.person_id.in_(entry.person_ids) & (claim.c.state == CONFIRMED)
        return [row for row in carried(self.tx, mine, lock=False) if row.campaign_id == entry.campaign_id]

    def _open_on(self, day: Day) -> ByRelease:
        if day not in self._open:
            unknown = [each for each in self.days if each not in self._open]
            self._open |= open_on(self.tx, unknown, self.now)
        return self._open[day]


def _kept(entry: Entry, has: Sequence[Carried]) -> dict[int, Carried]:
    firsts = {row.person_id: row.id for row in has if row.dose == 1}
    seconds = (second_of(has, firsts.get(person, "")) for person in entry.person_ids)
    return {seat: second for seat, second in enumerate(seconds) if second is not None}
