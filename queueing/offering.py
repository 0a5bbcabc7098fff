"""What can be said to who asks for a callback: for today and when, for the next day, or for some day."""

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from booking_core import Prepared, campaign_of
from queueing import claimants, levers, promises, tables
from queueing.keypad import PHONE
from queueing.measured import desk_history, estimate
from queueing.place import CALLED, DIALLING, PROMISED, WAITING, Place
from queueing.solvency import Means, solvent
from queueing.timetable import Timetable
from queueing.window import Window, tomorrow, window
from queueing.wishes import DESK, KEYS


@dataclass(frozen=True, slots=True)
class Prospect:
    """When a callback would come (None: not known), whether today, and whether there is a unit for it."""

    window: Window | None
    today: bool = True
    stocked: bool = True


OWED = (PROMISED, DIALLING, CALLED)
LATEST = datetime.max.replace(tzinfo=UTC)
_PLACE = tables.place.c


def offer(
    tx: Connection, place: Place, number: str, wait: tuple[int, int] | None, a_second: float, now: datetime
) -> Prospect:
    """Return when a callback would come, and whether it is for today.

    `wait` is in seconds, at least and at most; where it is not known, as with units, neither is the window.
    What cannot be kept today is for the whole of the next day. Where the units are not enough for everybody
    ahead, nobody knows the day: they are called when one comes free.
    """
    beyond = _units_beyond(tx, place, now) if place.wish_class.startswith(f"{KEYS}.") else None
    if beyond is not None and beyond <= 0:
        return Prospect(None, stocked=False)
    hours = promises.hours(tx)
    table = Timetable.of(campaign_of(tx), levers.pulled(tx, place.line))
    left = min(hours.daytime.ends(number, hours.zone, now), table.closes(now) or LATEST) - now
    if left.total_seconds() <= 0 or _room(tx, place, left.total_seconds() / 60, a_second, beyond) <= 0:
        return Prospect(tomorrow(number, hours, now, table.next_opening(now)), today=False)
    return Prospect(None if wait is None else window(number, wait, hours, now))


def _room(tx: Connection, place: Place, minutes: float, a_second: float, units_beyond: int | None) -> int:
    """Return how many more callbacks like this place's can be kept in so many minutes."""
    for_a_desk, mine = units_beyond is None, {"line": place.line, "place": place.id}
    promised = sum(count for state in OWED for (count,) in _OTHERS.all(tx, **mine, state=state))
    desks = _desks(tx, place) if for_a_desk else {}
    means = Means(minutes=minutes, a_second=a_second, promised=promised, **desks)
    return solvent(means, for_a_desk=for_a_desk, units_beyond=units_beyond)


def _desks(tx: Connection, place: Place) -> dict[str, Any]:
    talks = desk_history.last_talks(tx, place.line, estimate.TALKS)
    return {
        "desks": desk_history.on_duty(tx, place.line),
        "handling": (fmean(talks) if talks else estimate.PLANNED) / 60,
        "asking_desks": _asking_desks(tx, place),
    }


def _asking_desks(tx: Connection, place: Place) -> int:
    """Count the others who wait for a desk: class after class and state after state, within an index."""
    names = [each for each in claimants.classes(tx, place.line) if claimants.parsed(each).seat == DESK]
    mine, states = {"line": place.line, "place": place.id}, (WAITING, *OWED)
    asked = ({"name": name, "state": state} for name in names for state in states)
    return sum(count for each in asked for (count,) in _OTHERS_LIKE.all(tx, **mine, **each))


def _units_beyond(tx: Connection, place: Place, now: datetime) -> int:
    """Count the parties like this one for whom units are left, or come back, after everybody ahead."""
    mine = claimants.parsed(place.wish_class)
    units = claimants.units(PHONE.releases.left(tx, now), mine)
    there = units.open + units.held
    ahead = claimants.ahead(tx, place.line, mine, place.key, there + 1)
    return (there - ahead) // max(1, place.people)


_OTHER = (_PLACE.line == bindparam("line")) & (_PLACE.id != bindparam("place"))
_IN_STATE = _OTHER & (_PLACE.state == bindparam("state"))
_OTHERS = Prepared(select(func.count()).where(_IN_STATE))
_OTHERS_LIKE = Prepared(select(func.count()).where(_IN_STATE, _PLACE.wish_class == bindparam("name")))
