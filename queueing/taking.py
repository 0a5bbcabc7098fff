"""A desk takes the next caller: who is offered to it, or who can be at once."""

from contextlib import suppress
from datetime import datetime
from functools import partial

from redis import Redis

from booking_core import Database
from queueing import desk_ledger, offers
from queueing.bell import ring
from queueing.desk import Desk
from queueing.errors import DeskNotReady, LineAway
from queueing.line import Line
from queueing.matching import match
from queueing.place import Place

TRIES = 50


def take_next(database: Database, redis: Redis, order: Line, agent: str, now: datetime) -> Place | None:
    """Give the desk the earliest place that it can serve; None when there is none."""
    for _ in range(TRIES):
        desk = _desk(database, agent)
        if desk.is_free:
            order.tell(desk)  # in case that its last word was lost
            match(database, redis, order.name, now, asks=agent)
            desk = _desk(database, agent)
        if desk.is_free:
            return None
        place = database.run(partial(offers.take, agent=agent, now=now))
        if place is not None:
            with suppress(LineAway):  # the ledger has it; the lease lapses, and the clock rings
                order.publish(place)
                ring(redis)
            return place
    raise LineAway(LineAway.__doc__)


def _desk(database: Database, agent: str) -> Desk:
    with database.reading() as look:
        desk = desk_ledger.read(look, agent)
    if desk is None or not (desk.may_take or desk.has_caller):
        raise DeskNotReady(f"this desk is {desk.state if desk else 'not open'}, or its phone is not up")
    return desk
