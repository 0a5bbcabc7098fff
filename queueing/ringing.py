"""One callback from the dial to the seat: each step checks the attempt, so that late words change nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from booking_core import Outbox, Prepared, campaign_of
from queueing import desk_ledger, keypad, ledger, legs, promises, tables, talks
from queueing.callback import MISSES, NO_CALLS, Promise, after
from queueing.desk import CONNECTING
from queueing.place import CALLED, DIALLING, PROMISED, SERVING, UNITS_KEPT, UNREACHED, WAITING, Place
from queueing.timetable import Timetable

IN_FLIGHT = (DIALLING, CALLED)
_PLACE, _PROMISE = tables.place.c, tables.promise.c
KEPT = timedelta(minutes=2)  # a desk, for who rings and has not pressed a key yet
ENGAGED = timedelta(minutes=1)  # until a number is tried again that somebody else of the house has just now


def may_ring(tx: Connection, place_id: int, now: datetime) -> bool:
    """Tell whether a place's telephone may ring now; where not, its promise is put off until it may."""
    promise = promises.open_of(tx, place_id)
    if promise is None:
        return False
    first = promises.hours(tx).first(promise.number, now)
    if promises.is_ringing(tx, promise.number) or promises.is_on_the_phone(tx, promise.place_id, now):
        first = now + ENGAGED
    if first > now:
        promises.change(tx, promise.place_id, due=first)
    return first <= now


def call_up(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Give a place that was promised a callback its turn, its units held by now: its telephone rings."""
    return begin(tx, held, now, "turn", **_turn(tx, held, now))


def await_dial(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Give a place that was promised a callback its turn, its units held by now, before a dial may leave."""
    turn = _turn(tx, held, now)
    until = {"deadline": turn["held_until"]}
    return ledger.move(tx, held.id, PROMISED, "turn", now, only_from=[PROMISED], **turn, **until)


def begin(tx: Connection, held: Place, now: datetime, why: str = "dialling", **turn: Any) -> Place | None:
    """Owe the dial of a place whose turn it is: the attempt is numbered before anybody is asked."""
    promise = promises.open_of(tx, held.id)
    if promise is None:
        return None
    attempt = promise.attempt + 1
    note = {"attempt": attempt}
    place = ledger.move(
        tx, held.id, DIALLING, why, now, only_from=[PROMISED], call_sid=None, note=note, **turn
    )
    if place is not None:
        promises.change(tx, held.id, attempt=attempt)
        owed = {"place": held.id, "attempt": attempt, "number": promise.number}
        Outbox.put(tx, "dial", f"{held.id}:{attempt}", owed, now)
    return place


def rings(tx: Connection, place_id: int, attempt: int, call_sid: str, now: datetime) -> bool:
    """Learn which call an attempt is; False, and that call is hung up, where the place goes on without it."""
    held, _ = _attempt(tx, place_id, attempt)
    if held is not None and held.state == DIALLING and held.call_sid is None:
        _LEARN.all(tx, place=place_id, call_sid=call_sid)  # no move: nothing becomes of the place
        return True
    there = held or ledger.read(tx, place_id)
    if there is not None and there.call_sid == call_sid:
        return True
    Outbox.put(tx, "hang_up", call_sid, {"call_sid": call_sid}, now)
    return False


def under_way(tx: Connection, place_ids: Collection[int]) -> list[tuple[Place, int]]:
    """Return those of these places that are being called back, each with the number of its attempt."""
    mine = _PLACE.id.in_(place_ids) & _PLACE.state.in_(IN_FLIGHT)
    rows = select(*ledger.COLUMNS, _PROMISE.attempt).select_from(tables.place.join(tables.promise))
    return [(Place(*row[:-1]), row[-1]) for row in tx.execute(rows.where(mine))]


def answered(tx: Connection, place_id: int, attempt: int, call_sid: str, now: datetime) -> Place | None:
    """Note that somebody has picked up; None where this attempt is over, or another call has it."""
    held, promise = _attempt(tx, place_id, attempt)
    if held is None or promise is None or held.call_sid not in {None, call_sid}:
        return None
    legs.opened(tx, held.line, call_sid, promise.number, now)
    legs.attach(tx, place_id, call_sid)
    if held.state == CALLED:
        return held
    return ledger.move(tx, place_id, CALLED, "answered", now, only_from=[DIALLING], call_sid=call_sid)


def confirmed(tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
    """Seat the person who pressed 1: the booking menu where their units are kept, else the head of the line.

    A second time, or from a call that is not the place's any more, changes nothing.
    """
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.state != CALLED or held.call_sid != call_sid:
        return held
    if held.has_units(now):
        return keypad.sit(tx, held, "called_back", now)
    desk = desk_ledger.serving(tx, place_id)
    if desk is not None and desk.state == CONNECTING:
        return _to_desk(tx, held, desk.agent, now)
    return ledger.move(
        tx, place_id, WAITING, "called_back", now, only_from=[CALLED], agent=None, **keypad.NO_TURN
    )


def picked_up(tx: Connection, held: Place, call_sid: str, now: datetime) -> Place:
    """Seat somebody who has come to their place on the callback's own call, but not by its first words."""
    promise = promises.read(tx, held.id)
    if promise is not None:
        answered(tx, held.id, promise.attempt, call_sid, now)
    return confirmed(tx, held.id, call_sid, now) or held


def ended(tx: Connection, place_id: int, attempt: int, outcome: str, now: datetime) -> Place | None:
    """Judge an attempt that came to nothing; None where it is over already, or somebody is being served."""
    held, promise = _attempt(tx, place_id, attempt)
    return None if held is None or promise is None else judge(tx, held, promise, outcome, now)


def judge(tx: Connection, held: Place, promise: Promise, outcome: str, now: datetime) -> Place | None:
    """Move a place, which is locked, as the rules say after this outcome."""
    found = after(promise, outcome, promises.hours(tx), now)
    promises.change(tx, held.id, misses=found.misses, due=found.due)
    if found.state == UNREACHED:
        promises.end(tx, held.id, now)
    if outcome in MISSES:
        owed = {"place": held.id, "number": promise.number, "language": held.language}
        Outbox.put(tx, "missed_text", str(held.id), owed, now)
    talks.desk_alone(tx, held.id, "not_reached", now)
    kept = _units(tx, held, found.due, now) if found.state == PROMISED else _unreached(tx, held, now)
    note = {"attempt": promise.attempt}
    return ledger.move(tx, held.id, found.state, outcome, now, call_sid=None, agent=None, note=note, **kept)


def call_off(tx: Connection, held: Place, now: datetime) -> None:
    """Owe the end of a callback that rings, or is at the ear, because its place goes on elsewhere."""
    promise = promises.read(tx, held.id)
    if held.state in IN_FLIGHT and promise is not None:
        talks.desk_alone(tx, held.id, "caller_called", now)
        owed = {"place": held.id, "attempt": promise.attempt, "call_sid": held.call_sid}
        Outbox.put(tx, "call_off", f"{held.id}:{promise.attempt}", owed, now)


def no_more(tx: Connection, promise: Promise, now: datetime) -> Place | None:
    """End a promise because its number wants no calls; the place is kept for their own call."""
    held = ledger.read(tx, promise.place_id, lock=True)
    promises.end(tx, promise.place_id, now)
    if held is None or held.state not in {PROMISED, *IN_FLIGHT}:
        return None
    call_off(tx, held, now)
    return judge(tx, held, promise, NO_CALLS, now)


def _to_desk(tx: Connection, held: Place, agent: str, now: datetime) -> Place | None:
    """Seat somebody at the desk that was kept for them, and owe the way there."""
    place = ledger.move(tx, held.id, SERVING, "taken", now, only_from=[CALLED], agent=agent)
    if place is not None:
        owed = {"place": place.id, "call_sid": place.call_sid, "agent": place.agent}
        Outbox.put(tx, "connect", f"{place.id}:{place.version}", owed, now)
    return place


_LEARN = Prepared(update(tables.place).where(_PLACE.id == bindparam("place")))


def _attempt(tx: Connection, place_id: int, attempt: int) -> tuple[Place | None, Promise | None]:
    """Return the place, locked, and its promise, where just this attempt is under way."""
    held = ledger.read(tx, place_id, lock=True)
    promise = promises.read(tx, place_id)
    is_on = (
        held is not None and held.state in IN_FLIGHT and promise is not None and promise.attempt == attempt
    )
    return (held, promise) if is_on else (None, None)


def _units(tx: Connection, held: Place, due: datetime, now: datetime) -> dict[str, Any]:
    """Keep the units of the turn for a try that comes in time; else they pass on."""
    if held.held_until is not None and due < held.held_until:
        return {"deadline": held.held_until}
    return _no_units(tx, held, now)


def _unreached(tx: Connection, held: Place, now: datetime) -> dict[str, Any]:
    """Keep the place for a call of theirs, until the close of the third open day."""
    return _no_units(tx, held, now) | {"deadline": Timetable.of(campaign_of(tx)).kept_until(now)}


def _turn(tx: Connection, held: Place, now: datetime) -> dict[str, Any]:
    until = now + UNITS_KEPT
    keypad.PHONE.keep(tx, held.party, until)
    return {"turn_at": now, "held_until": until}


def _no_units(tx: Connection, held: Place, now: datetime) -> dict[str, Any]:
    keypad.let_go(tx, held, now)
    return keypad.NO_TURN
