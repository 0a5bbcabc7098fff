"""A desk takes the next caller: Redis leases the earliest place, and it counts when SQL has made it true."""

from contextlib import suppress
from datetime import datetime

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database, Outbox
from queueing import desk_ledger, ledger, turns
from queueing.bell import ring
from queueing.desk import OFFERED, TALKING
from queueing.errors import DeskNotReady, LineAway, OrderNotWhole
from queueing.place import SERVING, WAITING, Place
from queueing.places import Places
from queueing.rebuild import heal

TRIES = 50


def take_next(database: Database, redis: Redis, places: Places, agent: str, now: datetime) -> Place | None:
    """Give the desk the earliest place that waits; None when nobody does."""
    for _ in range(TRIES):
        with database.reading() as look:
            already = _at_hand(look, agent)
        if already is not None:
            return already
        place_id = _lease(database, redis, places, agent, now)
        if place_id is None:
            return None
        place = _confirm(database, places, agent, place_id, now)
        if place is not None:
            with suppress(LineAway):  # the ledger has it; the lease lapses, and the clock rings
                places.publish(place)
                ring(redis)
            return place
        places.restore(place_id, now)  # it does not wait any more: Redis was behind
    raise LineAway(LineAway.__doc__)


def _at_hand(tx: Connection, agent: str) -> Place | None:
    desk = desk_ledger.read(tx, agent)
    if desk is not None and desk.state in {OFFERED, TALKING} and desk.place_id is not None:
        return ledger.read(tx, desk.place_id)
    if desk is None or not desk.may_take:
        raise DeskNotReady(f"this desk is {desk.state if desk else 'not open'}, or its phone is not up")
    return None


def _lease(database: Database, redis: Redis, places: Places, agent: str, now: datetime) -> int | None:
    try:
        return places.line.take(agent, now)
    except OrderNotWhole:
        heal(database, redis, now, places.line.name)
        return places.line.take(agent, now)


def _confirm(database: Database, places: Places, agent: str, place_id: int, now: datetime) -> Place | None:
    try:
        return database.run(lambda tx: _give(tx, agent, place_id, now))
    except Exception as error:
        with suppress(LineAway):  # else the lease lapses
            places.line.back(agent, now)
        if isinstance(error, _DeskTaken):
            return None
        raise


def _give(tx: Connection, agent: str, place_id: int, now: datetime) -> Place | None:
    place = ledger.move(tx, place_id, SERVING, "taken", now, only_from=[WAITING], agent=agent)
    if place is None:
        return None
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or not desk.may_take:
        raise _DeskTaken
    desk_ledger.move(tx, desk, OFFERED, "taken", now, place_id=place.id)
    errand = {"place": place.id, "call_sid": place.call_sid, "agent": agent}
    Outbox.put(tx, "connect", f"{place.id}:{place.version}", errand, now)
    turns.passed(tx, place.line, place.key, now)
    return place


class _DeskTaken(Exception):
    """The desk moved while the place was being given to it: nothing is written."""
