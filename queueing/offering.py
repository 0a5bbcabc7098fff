"""What can be said to who asks for a callback: for today and when, for the next day, or for some day."""

from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

from sqlalchemy import Connection, func, select

from booking_core import campaign_of
from queueing import claimants, levers, promises, tables
from queueing.keypad import PHONE
from queueing.measured import desk_history, estimate
from queueing.place import CALLED, DIALLING, PROMISED, WAITING, Place
from queueing.solvency import Means, solvent
from queueing.timetable import Timetable
from queueing.window import Window, tomorrow, window
from queueing.wishes import KEYS


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
    talks = desk_history.last_talks(tx, place.line, estimate.TALKS)
    means = Means(
        minutes=minutes,
        desks=desk_history.on_duty(tx, place.line),
        handling=(fmean(talks) if talks else estimate.PLANNED) / 60,
        asking_desks=_count(tx, place, (WAITING, *OWED), for_keys=False),
        a_second=a_second,
        promised=_count(tx, place, OWED),
    )
    return solvent(means, for_a_desk=units_beyond is None, units_beyond=units_beyond)


def _units_beyond(tx: Connection, place: Place, now: datetime) -> int:
    """Count the parties like this one for whom units are left, or come back, after everybody ahead."""
    mine = claimants.parsed(place.wish_class)
    units = claimants.units(PHONE.releases.left(tx, now), mine)
    there = units.open + units.held
    ahead = claimants.ahead(tx, place.line, mine, place.key, there + 1)
    return (there - ahead) // max(1, place.people)


def _count(tx: Connection, place: Place, states: tuple[str, ...], *, for_keys: bool | None = None) -> int:
    names = claimants.classes(tx, place.line)
    if for_keys is False:
        names = [name for name in names if claimants.parsed(name).seat != KEYS]
    others = (_PLACE.line == place.line) & _PLACE.state.in_(states) & (_PLACE.id != place.id)
    return tx.scalar(select(func.count()).where(others, _PLACE.wish_class.in_(names))) or 0
