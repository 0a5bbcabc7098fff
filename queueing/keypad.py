"""The keypad seat: the booking menu of somebody whose units are held, for eight minutes at most."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Bookings, Outbox, Waitlist
from queueing import away, ledger, legs
from queueing.place import (
    CONNECTING,
    DONE,
    DRAWN,
    DROPPED,
    GRACE,
    KEYPAD_SEAT,
    SERVING,
    UNITS_KEPT,
    WAITING,
    Place,
)
from queueing.wishes import DESK, KEYS

PHONE = Bookings("phone")
LISTED = Waitlist("callback")  # who waits on the list is called, and books on that channel
NO_TURN: dict[str, Any] = {"turn_at": None, "held_until": None}


def call_in(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Give a place its turn, its units held by now: who waits is called, who is away is awaited."""
    until = now + UNITS_KEPT
    PHONE.keep(tx, held.party, until)
    turn: dict[str, Any] = {"turn_at": now, "held_until": until}
    if held.state == DROPPED:
        kept = now + GRACE if held.why == DRAWN else max(until, held.deadline or until)
        return ledger.move(tx, held.id, DROPPED, "turn", now, only_from=[DROPPED], deadline=kept, **turn)
    turn |= {"agent": None, "deadline": now + CONNECTING}
    place = ledger.move(tx, held.id, SERVING, "turn", now, only_from=[WAITING], **turn)
    if place is not None:
        owed = {"place": place.id, "call_sid": place.call_sid}
        Outbox.put(tx, "turn", f"{place.id}:{place.version}", owed, now)
    return place


def sit(tx: Connection, held: Place, why: str, now: datetime, **changes: Any) -> Place | None:
    """Let a caller into the booking menu, their units kept at least as long as the seat."""
    PHONE.keep(tx, held.party, now + UNITS_KEPT)
    seat: dict[str, Any] = {"agent": None, "deadline": now + KEYPAD_SEAT, "held_until": now + UNITS_KEPT}
    turn: dict[str, Any] = {"turn_at": held.turn_at or now, "only_from": [held.state]}
    return ledger.move(tx, held.id, SERVING, why, now, **turn | seat | changes)


def let_in(tx: Connection, held: Place, wish: dict[str, Any], now: datetime) -> Place:
    """Let somebody who waited into the booking menu at once: their units are held by now."""
    values = ledger.wished(wish, held.language)
    return sit(tx, held, "let_in", now, **values) or held


def stand_again(tx: Connection, held: Place, now: datetime) -> Place:
    """Let somebody whose units were taken when their time was up stand in the line again, at their key."""
    return ledger.move(tx, held.id, WAITING, "units_lapsed", now, only_from=[SERVING], **NO_TURN) or held


def arrive(tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
    """Note that the caller has come to the booking menu; said twice or too late, it changes nothing."""
    leg = legs.find(tx, call_sid)
    held = ledger.read(tx, place_id, lock=True)
    if held is None or leg.place_id != place_id or leg.ended_at is not None:
        return held
    late = held.state == DROPPED and held.has_units(now)
    if late or (held.at_the_keypad and held.why == "turn" and held.call_sid == call_sid):
        return sit(tx, held, "arrived", now, call_sid=call_sid)
    return held


def lose(tx: Connection, held: Place, now: datetime, why: str = "dropped") -> Place | None:
    """Keep the place and the units of somebody who is gone from the booking menu."""
    until = now + UNITS_KEPT
    PHONE.keep(tx, held.party, until)
    return away.gone(tx, held, why, now, held_until=until)


def served(tx: Connection, place_id: int, now: datetime) -> Place | None:
    """Close the place of somebody who has booked; what else was held for it is let go."""
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.is_final:
        return held
    PHONE.release(tx, held.party, now)
    return ledger.move(tx, held.id, DONE, "booked", now, note={"outcome": "booked"}) or held


def to_person(tx: Connection, place_id: int, now: datetime) -> Place | None:
    """Let a person help at the same key; the units of the turn are let go."""
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.is_final or not held.wish_class.startswith(f"{KEYS}."):
        return held
    PHONE.release(tx, held.party, now)
    return _for_a_desk(tx, held, "to_person", now)


def overstay(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Move on a caller whose seat is over, or who never came: nobody loses their key.

    The units stay held until they lapse: a last key on its way still books them.
    """
    if held.why == "turn":
        return away.gone(tx, held, "not_come", now)
    place = _for_a_desk(tx, held, "seat_over", now)
    if place is not None:
        owed = {"place": place.id, "call_sid": place.call_sid}
        Outbox.put(tx, "seat_over", f"{place.id}:{place.version}", owed, now)
    return place


def let_go(tx: Connection, held: Place, now: datetime) -> None:
    """Let go of the units of a place's turn, if it had one."""
    if held.held_until is not None:
        PHONE.release(tx, held.party, now)


def _for_a_desk(tx: Connection, held: Place, why: str, now: datetime) -> Place | None:
    wish = ledger.wished(held.wish | {"seat": DESK}, held.language)
    state = WAITING if held.state == SERVING else held.state
    kept: dict[str, Any] = {} if held.state == SERVING else {"deadline": held.deadline}
    return ledger.move(tx, held.id, state, why, now, **wish, **NO_TURN, **kept)
