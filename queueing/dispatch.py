"""The sweep: every state has an end, every lease lapses, what is due has its bell rung; twice is once."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from redis import Redis

from booking_core import Database, Outbox
from queueing import daily, dialling, foretold, looking, overdue, renewing, screens, turns
from queueing.bell import ring
from queueing.desk import Desk
from queueing.glance import Glance, glance
from queueing.keypad import LISTED
from queueing.line import Line
from queueing.matching import agrees, match
from queueing.measured import refresh
from queueing.place import Place
from queueing.places import Places
from queueing.rebuild import has_drifted, rebuild
from queueing.turn_giving import Callbacks, give_turns

BATCH = 200
TURNS = 50  # at most in one sweep: as many as a worker can lead to their seats in a second


@dataclass(frozen=True, slots=True)
class Swept:
    """How much one sweep had to do."""

    places: int = 0
    desks: int = 0
    turns: int = 0
    leases: int = 0
    due: int = 0
    rebuilt: int | None = None
    drawn: int = 0


def sweep(
    database: Database,
    redis: Redis,
    now: datetime,
    line: str = "main",
    *,
    compare: bool = False,
    look: bool = False,
    calls_a_second: float = 1.0,
) -> Swept:
    """Do everything whose time has come; SQL first, so that it is done even while Redis is away.

    Asked to `compare`, it makes Redis anew where that has drifted from SQL too, lets it forget what is long
    over, and offers the waiting list what nobody took; asked to `look`, it owes a look at the desks' phones.
    It begins no more calls than go.
    """
    day = daily.keep(database, line, now)  # first: who is drawn has no end before
    desks = _end_desks(database, line, now)
    places = [*day.carried, *_end_places(database, line, now)]
    called = _call(database, line, now, calls_a_second, leftovers=compare) if day.gives_turns else []
    due = _owe(database, line, now, look=look, gives_turns=day.gives_turns)
    seen, rebuilt = _mended(database, redis, line, now, day.last_draw, compare=compare)
    desks += _lose_screens(database, seen.silent, now)
    _show(Line(redis, line), [*places, *called], desks)
    leases = _lapse(Places(database, redis, line), now, forget=compare) if seen.lapses or compare else 0
    _meet(database, redis, line, now, seen, moved=any((places, called, desks, leases)))
    if due:
        ring(redis)
    refresh(database, redis, now, line, seen.tables)
    return Swept(len(places), len(desks), len(called), leases, due, rebuilt, day.drawn)


def _owe(database: Database, line: str, now: datetime, *, look: bool, gives_turns: bool) -> int:
    """Note whose turn it is while they are away, owe a look if asked to, and return how much is owed."""
    with database.reading() as there:
        are_idle = turns.are_idle(there, line)
    if are_idle:
        database.run(lambda tx: turns.of_idle_desks(tx, line, now))
    if look:
        database.run(lambda tx: looking.owe(tx, line, now))
        database.run(lambda tx: foretold.owe(tx, line, now, gives_turns=gives_turns))
    return Outbox(database).due(now)


def _call(database: Database, line: str, now: datetime, a_second: float, *, leftovers: bool) -> list[Place]:
    """Give turns to people on the phone, to those who are called back, and to the waiting list."""
    with database.reading() as look:
        dials = dialling.allowed(look, line, a_second)
        kept = dialling.kept(look, line, now, a_second)
    begun = dialling.dial(database, line, now, dials)
    callbacks = Callbacks(dials - len(begun), kept)
    return begun + give_turns(database, line, now, TURNS, callbacks, leftovers=leftovers)


def _end_places(database: Database, line: str, now: datetime) -> list[Place]:
    """End what is over of places, and of what the waiting list was offered."""
    with database.reading() as look:
        due, is_late = overdue.places(look, line, now, BATCH), LISTED.is_late(look, now)
    if any(is_to_come for _, is_to_come in due):
        database.run(partial(overdue.keep_away, line=line, now=now))
    over = [place_id for place_id, is_to_come in due if not is_to_come]
    moved = [database.run(partial(overdue.end_place, place_id=place_id, now=now)) for place_id in over]
    if is_late:
        database.run(lambda tx: LISTED.expire(tx, now))
    return [place for place in moved if place is not None]


def _end_desks(database: Database, line: str, now: datetime) -> list[tuple[Desk | None, Place | None]]:
    with database.reading() as look:
        due = overdue.desks(look, line, now, BATCH)
        old = renewing.old(look, line, now)
    ended = [database.run(partial(overdue.end_desk, agent=agent, now=now)) for agent in due]
    return ended + [(database.run(partial(renewing.renew, agent=agent, now=now)), None) for agent in old]


def _lose_screens(
    database: Database, silent: list[str], now: datetime
) -> list[tuple[Desk | None, Place | None]]:
    """Close the desks that are ready with nobody before their screens."""
    if not silent:
        return []
    with database.reading() as look:
        lost = screens.unwatched(look, silent)
    return [(database.run(partial(screens.lose, agent=agent, now=now)), None) for agent in lost]


def _show(order: Line, places: list[Place], desks: list[tuple[Desk | None, Place | None]]) -> None:
    for desk, place in desks:
        if place is not None:
            order.publish(place)
        if desk is not None:
            order.tell(desk)
    for place in places:
        order.publish(place)


def _mended(
    database: Database, redis: Redis, line: str, now: datetime, draw_id: int, *, compare: bool
) -> tuple[Glance, int | None]:
    """Return what is found in Redis, and how many stand in the order where it had to be made anew."""
    seen = glance(redis, line, draw_id, now)
    if seen.is_sound and not (compare and has_drifted(database, redis, line)):
        return seen, None
    rebuilt = rebuild(database, redis, now, line)
    return glance(redis, line, draw_id, now), rebuilt


def _meet(database: Database, redis: Redis, line: str, now: datetime, seen: Glance, *, moved: bool) -> None:
    """Match, unless nothing has moved, no idle desk has somebody before it, and Redis knows every desk."""
    if moved or seen.meets or not agrees(database, line, seen.desks):
        match(database, redis, line, now, dials=0)


def _lapse(places: Places, now: datetime, *, forget: bool) -> int:
    back = places.line.expire(now)
    for place_id in back:  # whether it really waits, the ledger knows
        places.restore(place_id, now)
    if forget:
        places.line.forget(now)
    return len(back)
