"""How many units each clinic has in each release: counted anew only once something has moved.

Counting takes as long as there are units, and every menu asks for it. The newest claim, and the newest event
of the history of claims, tell whether anything has moved. What they miss is seen within seconds: capacity
that is withdrawn, and on PostgreSQL what commits out of turn. Who gives units away in order counts `exactly`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, case, func, select

from booking_core import units
from booking_core.prepared import Prepared
from booking_core.tables import BOOKED, HELD, claim, clinic, event, slot, unit

GOOD_FOR = timedelta(seconds=5)
Mark = tuple[tuple[object, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The units of one clinic and release (0: none) in slots that are still to come."""

    clinic_id: int
    region_id: int
    release: int
    open: int
    held: int  # others are looking at them now
    booked: int


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: Mark
    at: datetime
    until: datetime
    counted: tuple[Tally, ...]


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def tallies(tx: Connection, now: datetime) -> tuple[Tally, ...]:
    """Return the units by clinic and release, as they were when something last moved."""
    mark, kept = (_NEWEST.first(tx), *_LOADED.all(tx)), _kept.get(tx.engine)
    if kept is None or kept.mark != mark or not kept.at <= now < kept.until:
        kept = _Kept(mark, now, _until(tx, now), exactly(tx, now))
        _kept[tx.engine] = kept
    return kept.counted


def exactly(tx: Connection, now: datetime) -> tuple[Tally, ...]:
    """Count the units by clinic and release."""
    found: dict[tuple[int, ...], list[int]] = {}
    for *whose, kind, number in _COUNTED.all(tx, now=now):
        counts = found.setdefault(tuple(whose), [0, 0, 0])
        if kind is not None:
            counts[kind] = number
    return tuple(Tally(*whose, *counts) for whose, counts in found.items())


def _until(tx: Connection, now: datetime) -> datetime:
    """Return until when a count is good: a hold lapses, or a slot is over, without anybody's doing."""
    [(lapses,)], [(over,)] = _LAPSES.all(tx, now=now), _OVER.all(tx, now=now)
    moment = timedelta(microseconds=1)  # a hold is theirs up to its last instant
    ends: list[datetime] = [each for each in (over, lapses and lapses + moment) if each is not None]
    return min([now + GOOD_FOR, *ends])


_LAST = select(event.c.claim_id).order_by(event.c.id.desc()).limit(1)
# Those of one instant are counted, for their names say nothing of their order.
_NEWEST = Prepared(
    select(
        claim.c.created_at,
        func.count(),
        func.max(claim.c.id),
        _LAST.with_only_columns(event.c.id).scalar_subquery(),
        _LAST.scalar_subquery(),
    )
    .where(claim.c.created_at == select(func.max(claim.c.created_at)).scalar_subquery())
    .group_by(claim.c.created_at)
)
_LOADED = Prepared(select(func.max(unit.c.id)))
_LAPSES = Prepared(
    select(func.min(unit.c.hold_until)).where(unit.c.state == HELD, unit.c.hold_until >= units.NOW)
)
_OVER = Prepared(select(func.min(slot.c.starts_at)).where(slot.c.starts_at > units.NOW))
_WHOSE = func.coalesce(slot.c.release_id, 0)
_KIND = case((units.is_open(units.NOW), 0), (units.is_held(units.NOW), 1), (unit.c.state == BOOKED, 2))
# In one pass: to count each slot by itself takes up to twice as long, or a tenth less where much is held.
_BY_KIND = (
    select(slot.c.clinic_id, _WHOSE.label("release"), _KIND.label("kind"), func.count().label("number"))
    .select_from(unit.join(slot))
    .where(slot.c.starts_at > units.NOW)
    .group_by(slot.c.clinic_id, _WHOSE, _KIND)
    .subquery()
)
_COUNTED = Prepared(
    select(clinic.c.id, clinic.c.region_id, *list(_BY_KIND.c)[1:])
    .select_from(_BY_KIND.join(clinic, clinic.c.id == _BY_KIND.c.clinic_id))
    .order_by(clinic.c.id, _BY_KIND.c.release)
)
