"""Which callbacks are dialled now: those whose turn it is, by key, and never more than there are seats.

Wishes for the keypad get their turn with units held (`turn_giving`); here are those whose units are still
kept from a try before, and those who want a person. A desk is a seat for a callback while it is free, or
likely to be before the telephone is answered, as long as its talks last; whoever is on the phone with an
earlier key comes first, and takes one. Where few desks are on duty, and for who calls through a relay, a free
desk is kept before the telephone rings. Else it is kept while it rings, where a later key would take it
meanwhile: callers on the phone would pass half of those who are rung, because a wrap-up is shorter than it
takes to answer. Whoever answers before a desk is free stands at the head until one is.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, select

from booking_core import Database, Prepared
from queueing import claimants, desk_ledger, ledger, promises, ringing, tables, talks
from queueing.desk import CONNECTING, OFFERED, READY, TALKING, WRAP_UP, Desk
from queueing.hours import state_of, timetable
from queueing.measured import desk_history, estimate
from queueing.place import CALLED, DIALLING, PROMISED, WAITING, Place
from queueing.wishes import is_through_relay

RING_TIME = timedelta(seconds=25)  # as a rule, until somebody answers and presses a key
LATELY = 10  # talks, whose mean a desk is taken to spend on one caller
AHEAD = 2.0  # seconds of dials that may be owed: what is not dialled soon is not begun
KEPT = 60.0  # seconds of dials for which units are held: a turn does not wait for the one before to ring
ON_PHONE = (WAITING, DIALLING, CALLED)
_PLACE, _DESK = tables.place.c, tables.desk.c
_FREE, _WRAPS, _BUSY = (READY,), (WRAP_UP,), (CONNECTING, TALKING)
_Seated = tuple[Place, Desk | None]


def allowed(tx: Connection, line: str, a_second: float) -> int:
    """Return how many dials may be begun now, at so many calls a second, beside those that are still owed."""
    [(owed,)] = _OWED.all(tx, line=line)
    return max(0, math.ceil(a_second * AHEAD) - int(owed))


def kept(tx: Connection, line: str, now: datetime, a_second: float) -> int:
    """Return for how many more promises units may be held now, beside those that wait for their dial."""
    [(waiting,)] = _HAVE_UNITS.all(tx, line=line, now=now)
    return int(a_second * KEPT) - int(waiting)


def dial(database: Database, line: str, now: datetime, limit: int) -> list[Place]:
    """Begin the dials that are due, at most so many; two clocks begin each once. Returns what moved."""
    if limit <= 0:
        return []
    with database.reading() as look:
        rung, due, held = _are_there(look, line, now)
        if not (rung or due or held):
            return []  # how many seats there are takes longer to ask
        ready, wrapping, busy = _SEATS.all(look, line=line)[0]
        some = ready or wrapping or (busy and _soon(busy, _handling(look, line)))
        is_met = (rung and ready) or (due if some else held)
        if not is_met or not _is_open(look, line, now):
            return []
    return database.run(lambda tx: _dial(tx, line, now, limit))


def is_ringing(database: Database, line: str) -> bool:
    """Tell whether somebody is being called back, and may have a desk before who waits."""
    with database.reading() as look:
        return _RUNG.first(look, line=line) is not None


def _handling(look: Connection, line: str) -> timedelta:
    """Return how long a desk spends on one caller, as it was of late."""
    lately = desk_history.last_talks(look, line, LATELY)
    return timedelta(seconds=fmean(lately) if lately else estimate.PLANNED)


def _are_there(look: Connection, line: str, now: datetime) -> tuple[bool, bool, bool]:
    """Tell whether there are people who are rung, whose callback is due, and for whom units are kept."""
    rung = _RUNG.first(look, line=line) is not None
    due, held = (each.first(look, line=line, now=now) is not None for each in (_ANYBODY, _WITH_UNITS))
    return rung, due, held


def _is_open(look: Connection, line: str, now: datetime) -> bool:
    return state_of(look, line, timetable(look, line), now).gives_turns


def seats(desks: Iterable[Desk], handling: timedelta) -> list[Desk]:
    """Return the desks that are free, or will be while a telephone rings: of those in talk, the longest."""
    up = [desk for desk in desks if desk.call_sid is not None and desk.after is None]
    busy = sorted((d for d in up if d.state in _BUSY), key=lambda desk: desk.since)
    return [desk for desk in up if desk.state in {READY, WRAP_UP}] + busy[: _soon(len(busy), handling)]


def _soon(busy: int, handling: timedelta) -> int:
    """Return how many desks in talk are free before a telephone has rung."""
    return int(busy * (RING_TIME / max(handling, RING_TIME)))


def _dial(tx: Connection, line: str, now: datetime, limit: int) -> list[Place]:
    again = [Place(*row) for row in _AGAIN.all(tx, line=line, now=now, most=limit)]
    moved = [place for held in again if (place := _begin(tx, held, now)) is not None]
    claimants.lock(tx, line)  # two clocks would fill a seat twice
    return moved + _Seating(tx, line, now).fill(limit - len(moved))


@dataclass(slots=True)
class _Seating:
    """Who gets which desk, in the order of the keys."""

    tx: Connection
    line: str
    now: datetime

    def fill(self, limit: int) -> list[Place]:
        """Begin the callbacks of those who get one of the seats, at most so many."""
        desks = desk_ledger.every(self.tx, self.line)
        free = seats(desks, _handling(self.tx, self.line))
        moved, seated = list[Place](), list[_Seated]()
        few = len([desk for desk in desks if desk.call_sid is not None]) <= promises.agents_first(self.tx)
        for place in self._people(desks, free):
            desk, rung = self._for(place, free), None
            if desk is not None:
                free.remove(desk)
                if place.state == PROMISED and len(moved) < limit:
                    rung = self._call(place, desk, first=few or is_through_relay(place.wish))
            moved += [rung] if rung is not None else []
            seated.append((rung or place, desk))
        self._keep(seated)
        return moved

    def _call(self, held: Place, desk: Desk, *, first: bool) -> Place | None:
        """Ring somebody; where the desk comes first, it has to be free just now."""
        if (first and not desk.is_free) or not ringing.may_ring(self.tx, held.id, self.now):
            return None
        place = ringing.begin(self.tx, held, self.now, agent=desk.agent if first else None)
        if place is not None and first:
            self._hold(desk, place)
        return place

    def _keep(self, seated: list[_Seated]) -> None:
        """Keep the free desks of those who are rung, where somebody with a later key would take them."""
        others = [each for each, desk in seated if each.state == WAITING and not (desk and desk.is_free)]
        for place, desk in seated:
            if desk is None or not desk.is_free or not place.is_rung or place.agent is not None:
                continue
            here = {"place": place.id, "version": place.version}
            if any(desk.serves(each.wish_class) for each in others) and _STILL.first(self.tx, **here):
                self._hold(desk, place)

    def _hold(self, desk: Desk, place: Place) -> None:
        """Keep a free desk for somebody until they have pressed a key, or their telephone rings no more."""
        talks.release(self.tx, place.id, self.now)
        kept = {"place_id": place.id, "deadline": self.now + ringing.KEPT}
        desk_ledger.move(self.tx, desk, CONNECTING, "calling", self.now, only_from=[READY], **kept)

    def _people(self, desks: list[Desk], free: list[Desk]) -> list[Place]:
        """Return who would have these seats, by key: on the phone, being called, or to be called now."""
        offered = [desk.place_id for desk in desks if desk.state == OFFERED]
        kept = [desk.place_id for desk in desks if desk.state == CONNECTING]
        names = [each for each in claimants.classes(self.tx, self.line) if any(d.serves(each) for d in free)]
        given = {"line": self.line, "taken": [*offered, *kept], "most": len(free)}
        found: list[Place] = []
        for name in names:
            for state in ON_PHONE:  # one after the other, so that the index has them by key
                found += [Place(*row) for row in _STANDING.all(self.tx, **given, name=name, state=state)]
            found += [Place(*row) for row in _DUE.all(self.tx, **given, name=name, now=self.now)]
        return sorted(found, key=lambda place: place.key)

    def _for(self, place: Place, free: list[Desk]) -> Desk | None:
        """Return the seat of somebody: one that is free, that can do little else, and the longest idle."""
        able = [desk for desk in free if desk.serves(place.wish_class)]
        return min(able, key=_in_turn, default=None)


def _in_turn(desk: Desk) -> tuple[bool, int, datetime]:
    return not desk.is_free, len(desk.languages) or 99, desk.idle_since or desk.since


def _begin(tx: Connection, held: Place, now: datetime) -> Place | None:
    return ringing.begin(tx, held, now) if ringing.may_ring(tx, held.id, now) else None


def _earliest(*mine: ColumnElement[bool]) -> Select[Any]:
    found = select(*ledger.COLUMNS).where(_PLACE.line == bindparam("line"), *mine)
    return found.order_by(_PLACE.key).limit(bindparam("most"))


def _due(*mine: ColumnElement[bool]) -> Prepared:
    """Lock the earliest places whose callback is due, but those that somebody moves just now."""
    due = _earliest(_PLACE.state == PROMISED, claimants.is_due(_NOW), *mine)
    return Prepared(due.with_for_update(skip_locked=True, of=tables.place))


_NOW = bindparam("now", type_=_PLACE.deadline.type)
_OF_LINE = _PLACE.line == bindparam("line")
_NOT_BEGUN = (_PLACE.state == DIALLING) & _PLACE.call_sid.is_(None)
_OWED = Prepared(select(func.count()).where(_OF_LINE, _NOT_BEGUN))
_PROMISED = select(_PLACE.id).where(_OF_LINE, _PLACE.state == PROMISED).limit(1)
_ANYBODY = Prepared(_PROMISED.where(claimants.is_due(_NOW)))
_WITH_UNITS = Prepared(_PROMISED.where(_PLACE.held_until > _NOW))
_UP = (_DESK.line == bindparam("line")) & _DESK.call_sid.is_not(None) & _DESK.after.is_(None)
_SEATS = Prepared(
    select(*(func.count(case((_DESK.state.in_(each), 1))) for each in (_FREE, _WRAPS, _BUSY))).where(_UP)
)
_RUNG = Prepared(select(_PLACE.id).where(_OF_LINE, _PLACE.state.in_(ringing.IN_FLIGHT)).limit(1))
_THIS = (_PLACE.id == bindparam("place")) & (_PLACE.version == bindparam("version"))
# Who moves it just now is not waited for: they may wait for the line's row.
_STILL = Prepared(select(_PLACE.id).where(_THIS).with_for_update(skip_locked=True))
_AGAIN = _due(_PLACE.held_until > _NOW)
_HAVE_UNITS = Prepared(
    select(func.count()).where(_OF_LINE, _PLACE.state == PROMISED, _PLACE.held_until > _NOW)
)
_OF_A_CLASS = (
    _PLACE.wish_class == bindparam("name"),
    _PLACE.id.not_in(bindparam("taken", expanding=True)),
)
_STANDING = Prepared(_earliest(*_OF_A_CLASS, _PLACE.state == bindparam("state")))
_DUE = _due(*_OF_A_CLASS)
