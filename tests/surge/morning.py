"""A surge without agents: everybody calls from the first second, for few units; and what came of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from sqlalchemy import func, select

import booking_core.tables as booking
from booking_core import has_claims
from queueing import tables
from scripts.mornings.phone import Phone
from scripts.mornings.world import World
from tests.surge.people import Caller, crowd

REGIONS = {"Halifax": 60, "Truro": 25, "Sydney": 10, "whichever": 5}  # how often each is wanted
UNITS = {"Halifax": 0.4, "Truro": 0.2, "Sydney": 0.4}  # and the share of the units that each has
COUPLES = 0.2
SLOT = 4  # units


@dataclass(repr=False)  # a failure would write thousands of calls out
class Surge:
    """The callers of one morning, their telephones, and who was seen to be left out."""

    world: World
    phones: dict[str, Phone] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    left_open: dict[str, float] = field(default_factory=dict)  # since when a unit is open that somebody wants

    def dial(self, callers: list[Caller]) -> None:
        """Let everybody dial at their time, and hang up when their patience is over."""
        for number, caller in enumerate(callers):
            phone = Phone(self.world, f"CA{number:032}", caller.number, caller.answer)
            self.phones[phone.sid], self.callers[phone.sid] = phone, caller
            self.world.after(caller.arrives, phone.dial)
            self.world.after(caller.arrives + caller.patience, phone.hang_up)

    def look_for_open_units(self) -> None:
        """Note since when a unit stays open while one person on the phone wants it.

        Those who are still to say what they wish may have called earlier: as many are kept for them.
        """
        with self.world.database.reading() as look:
            opened = dict(look.execute(_OPEN).all())
            wanted = {_region(name) for name in look.scalars(_WANTED)}
            saying = look.scalar(_SAYING) or 0
        for region in [*opened, None]:
            there = opened.get(region, 0) if region else sum(opened.values())
            if there > saying and region in wanted:
                self.left_open.setdefault(str(region), self.world.elapsed)
            else:
                self.left_open.pop(str(region), None)

    def longest_left_open(self) -> float:
        return max((self.world.elapsed - since for since in self.left_open.values()), default=0)


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody for whom units were held, whether straight away or when their turn came."""

    wish: str
    key: int
    wished_at: datetime
    held_at: datetime


def served(world: World) -> list[Served]:
    """Return everybody with a place for whom units were held, in the order in which they were."""
    first = select(booking.claim.c.party, func.min(booking.claim.c.created_at).label("at"))
    first = first.where(booking.claim.c.party.like("place:%")).group_by(booking.claim.c.party)
    with world.database.reading() as look:
        held = {int(row.party.removeprefix("place:")): row.at for row in look.execute(first)}
        places = look.execute(select(tables.place)).all()
    found = [Served(p.wish_class, p.key, p.joined_at, held[p.id]) for p in places if p.id in held]
    return sorted(found, key=lambda each: each.held_at)


def overtaken(found: list[Served]) -> Iterator[tuple[Served, Served]]:
    """Return neighbours of one wish of whom the later key had its units first."""
    by_wish: dict[str, list[Served]] = defaultdict(list)
    for each in found:
        by_wish[each.wish].append(each)
    for alike in by_wish.values():
        alike.sort(key=lambda each: each.key)
        yield from ((a, b) for a, b in pairwise(alike) if b.held_at < a.held_at and a.wished_at <= b.held_at)


def a_crowd(seed: int, count: int, rate: float) -> list[Caller]:
    return crowd(seed, count, rate, REGIONS, COUPLES)


def clinics(units: int) -> list[str]:
    """Return the rows of a clinics file: a clinic a region, slots of four units on one day."""
    rows = []
    for region, share in UNITS.items():
        for slot in range(round(units * share) // SLOT):
            start = f"2021-03-08T{9 + slot // 4:02}:{slot % 4 * 15:02}"
            rows.append(f"{region} Hall,{region},1 Main Street,{start},15,{SLOT},first")
    return rows


def _region(wish_class: str) -> int | None:
    _, region, _, _ = wish_class.split(".")
    return None if region == "any" else int(region)


_OPEN = (
    select(booking.clinic.c.region_id, func.count())
    .select_from(booking.clinic.join(booking.slot).join(booking.unit))
    .where(booking.unit.c.state == booking.FREE)
    .group_by(booking.clinic.c.region_id)
)
_SAYING = (
    select(func.count())
    .select_from(tables.leg)
    .where(
        tables.leg.c.ended_at.is_(None), tables.leg.c.place_id.is_(None), ~has_claims(tables.leg.c.call_sid)
    )
)
_WANTED = (
    select(tables.place.c.wish_class)
    .where(tables.place.c.state == "waiting", tables.place.c.wish_class.like("keys.%.1"))
    .distinct()
)
