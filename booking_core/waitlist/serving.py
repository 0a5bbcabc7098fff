"""When a release opens, or clinics are loaded: those who wait are served in the order of their keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from booking_core import units
from booking_core.campaigns import campaign_of
from booking_core.inserting import insert_once
from booking_core.locks import one_at_a_time
from booking_core.prepared import Prepared
from booking_core.releases import campaign_releases
from booking_core.tables import campaign, slot, unit
from booking_core.waitlist.entries import WAITING, Entry, in_order
from booking_core.waitlist.passing import Opened
from booking_core.waitlist.tables import opening, waitlist


@dataclass(slots=True)
class Decision:
    """An entry whose turn it is, by its key; whoever has earlier keys to serve does that first."""

    entry: Entry
    _opened: Opened
    given: bool = False

    @property
    def key(self) -> int:
        return self.entry.key

    def give(self) -> bool:
        """Offer the entry the earliest that has opened for it; False says that nothing fits."""
        self.given = self._opened.offer_to(self.entry)
        return self.given


def decisions(tx: Connection, now: datetime, limit: int, *, leftovers: bool) -> Iterator[Decision]:
    """Yield each entry in turn until so many were given something, each to be decided before the next.

    What has opened is done with once everybody was asked.
    """
    current, newest = campaign_of(tx), tx.scalar(select(func.max(unit.c.id)))
    if current is None or newest is None or not (leftovers or _news(tx, now, newest)):
        return
    one_at_a_time(tx, select(campaign.c.id).where(campaign.c.id == current.id))
    since, given, opened = _marks(tx, now), 0, None
    which = _opened(dict.fromkeys(since, 0) if leftovers else since, now)
    for entry in in_order(tx, current.id):
        opened = opened or Opened.of(tx, current, which, now)
        if opened.is_spent:
            break
        yield (decision := Decision(entry, opened))
        given += decision.given
        if given == limit:
            return
    _mark(tx, since, newest)


def has_takers(tx: Connection, now: datetime) -> bool:
    """Tell whether what is open may be for somebody who waits; all who wait are read, with nothing locked."""
    current = campaign_of(tx)
    if current is None or _ANYBODY.first(tx) is None:
        return False
    everything = dict.fromkeys(_marks(tx, now), 0)
    opened = Opened.of(tx, current, _opened(everything, now), now)
    return not opened.is_spent and any(map(opened.suits, in_order(tx, current.id)))


def has_news(tx: Connection, now: datetime) -> bool:
    """Tell whether somebody waits, and something has opened that was not yet given out in order."""
    if _ANYBODY.first(tx) is None:
        return False
    [(newest,)] = _NEWEST.all(tx)
    return _news(tx, now, newest or 0)


def _news(tx: Connection, now: datetime, newest: int) -> bool:
    return any(mark < newest for mark in _marks(tx, now).values())


def _marks(tx: Connection, now: datetime) -> dict[int, int]:
    """Return the newest unit that was given out in order, by each release that is open (0: no release)."""
    marks: dict[int, int] = dict(_MARKS.all(tx))
    return {each: marks.get(each, 0) for each in _open_releases(tx, now)}


def _open_releases(tx: Connection, now: datetime) -> list[int]:
    # Of what is on no channel, such as second doses that follow by themselves, nobody who waits has anything.
    return [0, *(each.id for each in campaign_releases(tx) if each.opens_at <= now and each.channels)]


def _opened(since: Mapping[int, int], now: datetime) -> ColumnElement[bool]:
    whose = func.coalesce(slot.c.release_id, 0)
    newer = or_(*((whose == release) & (unit.c.id > mark) for release, mark in since.items()))
    return (
        select(unit.c.id)
        .where(unit.c.slot_id == slot.c.id, newer, units.is_open(now))
        .correlate(slot)
        .exists()
    )


_ANYBODY = Prepared(select(waitlist.c.id).where(waitlist.c.state == WAITING).limit(1))
_NEWEST = Prepared(select(func.max(unit.c.id)))
_MARKS = Prepared(select(opening.c.release_id, opening.c.unit_id))


def _mark(tx: Connection, releases: Mapping[int, int], newest: int) -> None:
    for each, mark in releases.items():
        if not insert_once(tx, opening, release_id=each, unit_id=newest) and mark < newest:
            tx.execute(update(opening).where(opening.c.release_id == each).values(unit_id=newest))
