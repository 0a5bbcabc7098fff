"""Which times are held for whom: from what somebody asks for to what is held for them."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from booking_core.campaigns import campaign_of
from booking_core.carried import Carried, carried, second_of, with_seconds
from booking_core.claims import CONFIRMED, Supply, options
from booking_core.clinics import Clinic
from booking_core.cohorts import Person
from booking_core.holding import Holding
from booking_core.parties import Seating, seatings
from booking_core.releases import Releases
from booking_core.tables import claim

SLOTS_AT_ONCE = 200


class NothingHeld(Exception):
    """Nothing new could be held: what was before stays."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A party that asks for times at a clinic, later than `after`; `moving` are claims it would give up.

    The times begin earlier than `before`, where that is said.
    """

    party: str
    people: tuple[Person, ...]
    clinic: Clinic
    after: datetime | None = None
    moving: tuple[str, ...] = ()
    before: datetime | None = None

    def request(self) -> dict[str, Any]:
        """Return what a key stands for; without an end it is what it was before there were ends."""
        told = asdict(self)
        return told if self.before else {name: it for name, it in told.items() if name != "before"}

    def fits(self, starts_at: datetime) -> bool:
        """Tell whether a time begins before the end of what is asked for."""
        return self.before is None or starts_at < self.before


def hold_times(tx: Connection, releases: Releases, asked: Asked, now: datetime) -> Supply:
    """Hold a few of the earliest times, each for everybody; raises NothingHeld, which says why."""
    people, clinic, moved = asked.people, asked.clinic, _moved(tx, asked, now)
    opened, taken = releases.counts(tx, clinic.id, people, now)
    if opened == 0:
        raise NothingHeld(_why_none(tx, releases, asked, taken, now))
    there = open_seatings(tx, releases, asked, now, besides={row.slot_id for row in moved if row.dose == 1})
    first = next(there, None)
    if first is None:
        raise NothingHeld("no later times" if asked.after else _why_no_seating(tx, releases, asked, now))
    wanted = options(opened // len(people), taken)
    kept = _kept(asked, moved)
    holding = Holding(tx, campaign_of(tx), asked.party, clinic, releases.channel, now, kept)
    offers = holding.offers(chain([first], there), wanted)
    if not offers:
        raise NothingHeld("held by others")
    return Supply(offers)


def open_seatings(
    tx: Connection, releases: Releases, asked: Asked, now: datetime, besides: Collection[int] = ()
) -> Iterator[Seating]:
    """Look at the open slots batch by batch, the earliest first, but not at some."""
    zone, last = ZoneInfo(asked.clinic.timezone), asked.after or now
    while slots := releases.open_slots(tx, asked.clinic.id, asked.people, last, now, SLOTS_AT_ONCE):
        there = [slot for slot in slots if slot.id not in besides and asked.fits(slot.starts_at)]
        yield from seatings(there, len(asked.people), zone)
        last = slots[-1].starts_at
        if len(slots) < SLOTS_AT_ONCE or not asked.fits(last):
            return


def _moved(tx: Connection, asked: Asked, now: datetime) -> list[Carried]:
    """Return what the party would give up, second doses too; raises NothingHeld where that is not there."""
    if not asked.moving:
        return []
    rows = carried(tx, with_seconds(asked.moving) & (claim.c.state == CONFIRMED), lock=False)
    to_come = {row.id for row in rows if row.dose == 1 and row.starts_at > now}
    if to_come != set(asked.moving) or len(to_come) != len(asked.people):
        raise NothingHeld("not booked")
    return rows


def _kept(asked: Asked, moved: list[Carried]) -> dict[int, Carried]:
    seconds = ((seat, second_of(moved, first)) for seat, first in enumerate(asked.moving))
    return {seat: second for seat, second in seconds if second is not None}


def _why_no_seating(tx: Connection, releases: Releases, asked: Asked, now: datetime) -> str:
    """Tell a party that fits nowhere from one that somebody was quicker than, just after the count."""
    opened, taken = releases.counts(tx, asked.clinic.id, asked.people, now)
    return "does not fit" if opened else _why_none(tx, releases, asked, taken, now)


def _why_none(tx: Connection, releases: Releases, asked: Asked, taken: int, now: datetime) -> str:
    if taken:
        return "held by others"
    return "code needed" if releases.asks_more(tx, asked.clinic.id, asked.people, now) else "sold out"
