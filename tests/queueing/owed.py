"""What the tests of callbacks share: people who were promised one, and what is owed to the carrier."""

from datetime import UTC, datetime
from typing import Any

from booking_core import Outbox
from queueing import Callbacks, Place, sweep
from tests.queueing.morning import Morning

ANNA, BEN = "+19025550142", "+19025550143"
NOON = datetime(2027, 3, 1, 16, 0, tzinfo=UTC)  # in Halifax, a Monday
CALLBACKS = Callbacks()


def ask(morning: Morning, place: Place, number: str | None = None, sid: str | None = None) -> Place:
    """Promise a callback to a place, whose caller then hangs up."""
    sid = sid or place.call_sid or morning.call(place.phone)
    number = number or place.phone or ANNA
    asked = morning.database.run(lambda tx: CALLBACKS.ask(tx, place.id, number, sid, morning.now))
    morning.places.publish(asked, morning.now)
    return asked


def owed(morning: Morning, phone: str = ANNA) -> Place:
    """Return the place of somebody who called, was promised a callback, and has hung up half a minute ago."""
    place = morning.caller(phone)
    ask(morning, place)
    morning.hang_up(place.call_sid)
    morning.later(seconds=31)
    return morning.place(place.id)


def do(morning: Morning, what: str, *given: Any) -> Place | None:
    """Do what callbacks can, in a transaction of its own."""
    moved = morning.database.run(lambda tx: getattr(CALLBACKS, what)(tx, *given, morning.now))
    if isinstance(moved, Place):
        morning.places.publish(moved, morning.now)
    return moved


def promise(morning: Morning, place: Place):
    with morning.database.reading() as look:
        return CALLBACKS.of(look, place.id)


def errands(morning: Morning, kind: str) -> list[dict[str, Any]]:
    """Return what is owed of a kind, once: they are done by that."""
    outbox, found = Outbox(morning.database), []
    for each in outbox.take(morning.now, limit=500):
        if each.kind == kind:
            found.append(each.payload)
            outbox.done(each, morning.now)
        else:
            outbox.again(each, "not asked for", morning.now)
    return found


def sweep_at(morning: Morning, a_second: float = 10) -> None:
    sweep(morning.database, morning.redis, morning.now, calls_a_second=a_second)


def ring(morning: Morning, place: Place, sid: str = "CAout") -> Place:
    """Let the telephone ring whose turn it is, and the carrier name the call."""
    sweep_at(morning)
    (dial,) = errands(morning, "dial")
    assert dial["place"] == place.id
    assert do(morning, "rings", place.id, dial["attempt"], sid)
    return morning.place(place.id)


def pick_up(morning: Morning, place: Place, sid: str = "CAout") -> Place:
    """Let it ring, and somebody answer."""
    ring(morning, place, sid)
    there = do(morning, "answered", place.id, promise(morning, place).attempt, sid)
    assert there is not None
    return there


def desk(day: Morning, agent: str = "ann") -> tuple[str, int | None]:
    """Return what a desk is, and with which place."""
    found = day.desks.state(agent)
    return found.state, found.place_id
