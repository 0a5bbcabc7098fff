"""A call ends, another goes on: a place outlives its calls, and no call is put off it unasked."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import keypad, ledger, legs, returning, ringing, talks
from queueing.errors import PlaceClosed, PlaceInUse
from queueing.legs import Leg
from queueing.place import ACTIVE, REGISTERED, SERVING, WAITING, Place


def hang_up(tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
    """Keep the place of a caller who is gone; a call that is not (any more) the place's changes nothing."""
    held = ledger.read(tx, place_id, lock=True)
    if held is not None and held.call_sid == call_sid and held.at_the_keypad:
        return keypad.lose(tx, held, now)
    if held is None or held.call_sid != call_sid:
        return held
    if held.state == SERVING:
        returning.lose(tx, place_id, now)
    return talks.hang_up(tx, held, now)


def resume(tx: Connection, place_id: int, call_sid: str, now: datetime, *, take_over: bool) -> Place:
    """Take up a place on this call, at its key: in the booking menu while its units are kept."""
    leg = legs.find(tx, call_sid)
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.is_final:
        raise PlaceClosed(PlaceClosed.__doc__)
    if held.is_rung and held.call_sid == call_sid and leg.ended_at is None:
        return ringing.picked_up(tx, held, call_sid, now)
    if held.call_sid == call_sid or leg.ended_at is not None or held.state == REGISTERED:
        return held
    if held.is_live and not take_over:
        raise PlaceInUse(held.id)
    if held.state == SERVING and not held.at_the_keypad:
        return held
    return _take_up(tx, held, leg, now)


def _take_up(tx: Connection, held: Place, leg: Leg, now: datetime) -> Place:
    other = leg.place_id if leg.place_id not in {None, held.id} else None
    if other is not None:  # one call waits at one place; the other is kept for another call
        hang_up(tx, other, leg.call_sid, now)
    ringing.call_off(tx, held, now)
    place = _seated(tx, held, leg, now)
    if place is None:
        raise PlaceClosed(PlaceClosed.__doc__)
    legs.attach(tx, place.id, leg.call_sid)
    talks.release(tx, place.id, now)
    returning.offered(tx, place, now)
    if held.is_live:  # they said that it is theirs: the other telephone is told, and waits for nothing
        owed = {"place": place.id, "call_sid": held.call_sid}
        Outbox.put(tx, "moved", f"{place.id}:{place.version}", owed, now)
    moved_from = held.call_sid if held.is_live else None
    return replace(place, moved_from=moved_from, also=(other,) if other is not None else ())


def _seated(tx: Connection, held: Place, leg: Leg, now: datetime) -> Place | None:
    why = "moved" if held.is_live else "resumed"
    if held.has_units(now):
        arrived = held.at_the_keypad and held.why != "turn"
        seat: dict[str, Any] = (
            {"deadline": held.deadline} if arrived else {}
        )  # another telephone, the same seat
        return keypad.sit(tx, held, why, now, call_sid=leg.call_sid, **seat)
    fresh: dict[str, Any] = {"carried_to": None, **keypad.NO_TURN}
    back = returning.seated(tx, held, leg.call_sid, now, **fresh)
    told = {"call_sid": leg.call_sid, **fresh}
    return back or ledger.move(tx, held.id, WAITING, why, now, only_from=ACTIVE, **told)
