"""A caller who is lost in mid-talk: one press calls them back to the same desk; their own call leads there.

For ten minutes what was held for them is kept, and they return to the desk that is still there and not busy
with somebody else; afterwards they are the head of the line, as anybody whose call has broken off.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from booking_core import COUNTRIES, Outbox, Prepared, campaign_of, dialable
from queueing import desk_ledger, keypad, ledger, opt_outs, promises, ringing, tables, talks
from queueing.desk import CONNECTING, OFFERED, WRAP_UP, Desk
from queueing.errors import DeskNotReady
from queueing.place import DROPPED, PROMISED, SERVING, UNITS_KEPT, WAITING, Place

LOST = "caller_gone"
NOT_RUNG = "we do not ring this number: it is withheld, abroad, or asked for no calls"
_EVENT = tables.desk_event.c


def party_at(agent: str, place_id: int) -> str:
    """Return the name under which a desk holds units for its caller."""
    return f"desk:{agent}:{place_id}"


def lose(tx: Connection, place_id: int, now: datetime) -> None:
    """Keep what the desk holds for a caller who is lost."""
    desk = desk_ledger.serving(tx, place_id)
    if desk is not None:
        keypad.PHONE.keep(tx, party_at(desk.agent, place_id), now + UNITS_KEPT)


def call_back(tx: Connection, agent: str, now: datetime) -> Place:
    """Ring the caller of a talk that broke off, to this desk; a second time is once.

    Raises DeskNotReady where nobody was lost, or their number is not one that may be rung.
    """
    desk, place = talks.together(tx, agent)
    if desk is None or place is None:
        raise DeskNotReady("there is nobody to call back")
    if desk.state == CONNECTING:
        return place
    if desk.state != WRAP_UP or place.state != DROPPED:
        raise DeskNotReady("there is nobody to call back")
    return _ring(tx, desk, place, now)


def seated(tx: Connection, held: Place, call_sid: str, now: datetime, **fresh: Any) -> Place | None:
    """Lead somebody who calls again to the desk that lost them; None where they are to wait like anybody."""
    desk = desk_ledger.serving(tx, held.id)
    if held.state != DROPPED or desk is None or desk.state != WRAP_UP or desk.call_sid is None:
        return None
    if _lost_by(tx, held, now) != desk.agent:
        return None
    told = {"call_sid": call_sid, "agent": desk.agent, **fresh}
    place = ledger.move(tx, held.id, SERVING, "resumed", now, only_from=[DROPPED], **told)
    if place is not None:
        desk_ledger.move(tx, desk, CONNECTING, "caller_is_back", now)
        owed = {"place": place.id, "call_sid": call_sid, "agent": desk.agent}
        Outbox.put(tx, "connect", f"{place.id}:{place.version}", owed, now)
    return place


def offered(tx: Connection, place: Place, now: datetime) -> None:
    """Offer somebody who calls again to the desk that lost them in the last ten minutes, if it is free."""
    agent = _lost_by(tx, place, now)
    if place.state != WAITING or agent is None or desk_ledger.serving(tx, place.id) is not None:
        return
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is not None and desk.is_free and desk.serves(place.wish_class):
        desk_ledger.move(tx, desk, OFFERED, "offered", now, place_id=place.id)


def number_of(tx: Connection, place: Place) -> str | None:
    """Return the number on which a caller was reached last, or called; None where it may not be rung."""
    promise, campaign = promises.read(tx, place.id), campaign_of(tx)
    number = promise.number if promise is not None else place.phone
    if number is None or opt_outs.wants_no_calls(tx, number):
        return None
    return dialable(number, campaign.countries if campaign else COUNTRIES).number


def _lost_by(tx: Connection, place: Place, now: datetime) -> str | None:
    """Return the agent whose talk with this caller has broken off in the last ten minutes."""
    row = _LOST_BY.first(tx, line=place.line, place=place.id, since=now - UNITS_KEPT)
    return None if row is None else str(row[0])


_RECENT = (_EVENT.line == bindparam("line")) & (_EVENT.at >= bindparam("since"))
_BROKE_OFF = (_EVENT.place_id == bindparam("place")) & (_EVENT.why == LOST) & (_EVENT.state == WRAP_UP)
_LOST_BY = Prepared(select(_EVENT.agent).where(_RECENT, _BROKE_OFF).order_by(_EVENT.id.desc()).limit(1))


def _ring(tx: Connection, desk: Desk, place: Place, now: datetime) -> Place:
    number = number_of(tx, place)
    if number is None:
        raise DeskNotReady(NOT_RUNG)
    if promises.is_on_the_phone(tx, place.id, now) or promises.is_ringing(tx, number):
        raise DeskNotReady("their telephone is still on our line: try again in a moment")
    promises.give(tx, place.id, number, now)
    owed = ledger.move(tx, place.id, PROMISED, promises.CALL_BACK, now, only_from=[DROPPED])
    rung = owed and ringing.begin(tx, owed, now, agent=desk.agent)
    if rung is None:
        raise DeskNotReady("there is nobody to call back")
    desk_ledger.move(tx, desk, CONNECTING, "calling", now, deadline=now + ringing.KEPT)
    return rung
