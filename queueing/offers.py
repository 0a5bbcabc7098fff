"""Offers: somebody who waits is a desk's to take for twenty seconds, and waits at their key meanwhile.

The desk's row is the offer. A desk has one place and a place one desk by construction; whatever moves the
place elsewhere takes the offer back (`desk_ledger.withdraw`).
"""

from datetime import datetime

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger, ledger, passing, talks, turns
from queueing.desk import CONNECTING, OFFERED, Desk
from queueing.place import SERVING, WAITING, Place


def offer(tx: Connection, agent: str, place_id: int, now: datetime) -> Desk | None:
    """Offer a place that waits to a desk that is free for it; return the desk that it is offered to now."""
    place = ledger.read(tx, place_id, lock=True)
    if place is None or place.state != WAITING:
        return None
    there = desk_ledger.serving(tx, place_id)
    if there is not None and there.state == OFFERED:
        return there
    talks.release(tx, place_id, now)
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or not desk.is_free or not desk.serves(place.wish_class):
        return None
    return desk_ledger.move(tx, desk, OFFERED, "offered", now, place_id=place_id)


def take(tx: Connection, agent: str, now: datetime) -> Place | None:
    """Take who is offered to a desk, or return who is there already; None where neither is so (any more).

    An offer counts until it is taken back: its time is the clock's to end.
    """
    by = passing.giver(tx, agent)
    if by is not None:
        return passing.accept(tx, agent, by, now)
    desk, place = talks.together(tx, agent)
    if desk is None or place is None:
        return None
    if desk.state == OFFERED:
        return _accept(tx, desk, place, now)
    return place if desk.has_caller else None


def _accept(tx: Connection, desk: Desk, held: Place, now: datetime) -> Place | None:
    place = ledger.move(tx, held.id, SERVING, "taken", now, only_from=[WAITING], agent=desk.agent)
    if place is None:
        return None
    desk_ledger.move(tx, desk, CONNECTING, "taken", now)
    errand = {"place": place.id, "call_sid": place.call_sid, "agent": desk.agent}
    Outbox.put(tx, "connect", f"{place.id}:{place.version}", errand, now)
    turns.passed(tx, place.line, place.key, desk, now)
    return place
