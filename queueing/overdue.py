"""What becomes of each place and each desk whose time in its state is up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from booking_core import Outbox, Prepared
from queueing import away, desk_ledger, keypad, ledger, legs, promises, tables, talks, wrapping
from queueing.desk import CONNECTING, OFFERED, WRAP_UP, Desk
from queueing.place import (
    CALLED,
    DIALLING,
    DONE,
    DROPPED,
    GRACE_AFTER_TURN,
    KEPT_AWAY_AT_MOST,
    LEFT,
    LIFETIMES,
    LONG_CALL,
    LONGEST_CALL,
    PROMISED,
    SERVING,
    WAITING,
    Place,
)

A_MINUTE = timedelta(minutes=1)
A_LOOK = timedelta(seconds=15)  # for a worker to have asked the carrier
AGAIN = timedelta(minutes=5)  # who was busy with a menu is told then
_PLACE, _DESK = tables.place.c, tables.desk.c
_SINCE, _LATER = (bindparam(name, type_=_PLACE.deadline.type) for name in ("since", "later"))
_TO_COME = (_PLACE.state == DROPPED) & _PLACE.turn_at.is_(None) & (_PLACE.changed_at > _SINCE)
_IS_OVER, _DESK_IS_OVER = (
    (table.c.line == bindparam("of_line")) & (table.c.deadline <= bindparam("now"))
    for table in (tables.place, tables.desk)
)
_OVER, _DESKS_OVER = (
    Prepared(select(*what).where(is_over).order_by(deadline).limit(bindparam("most")))
    for what, is_over, deadline in (
        ((_PLACE.id, _TO_COME), _IS_OVER, _PLACE.deadline),
        ((_DESK.agent,), _DESK_IS_OVER, _DESK.deadline),
    )
)
_AWAY = select(_PLACE.id).where(_IS_OVER, _TO_COME).with_for_update(skip_locked=True)
_KEEP = Prepared(update(tables.place).where(_PLACE.id.in_(_AWAY)).values(deadline=_LATER))


def places(tx: Connection, line: str, now: datetime, limit: int) -> list[tuple[int, bool]]:
    """Return the places whose time in their state is up, and whether its turn is only still to come."""
    since = now - KEPT_AWAY_AT_MOST
    return [tuple(row) for row in _OVER.all(tx, of_line=line, now=now, since=since, most=limit)]


def keep_away(tx: Connection, line: str, now: datetime) -> None:
    """Keep, all at once, those who are away and whose turn is still to come.

    They are due again on a whole minute, all that fall into it together.
    """
    later = (now + GRACE_AFTER_TURN + A_MINUTE).replace(second=0, microsecond=0)
    _KEEP.all(tx, of_line=line, now=now, since=now - KEPT_AWAY_AT_MOST, later=later)


def desks(tx: Connection, line: str, now: datetime, limit: int) -> list[str]:
    """Return the agents whose desk's time in its state is up."""
    return [agent for (agent,) in _DESKS_OVER.all(tx, of_line=line, now=now, most=limit)]


def end_place(tx: Connection, place_id: int, now: datetime) -> Place | None:
    """Move a place on, if its time is still up; None where another clock was first."""
    held = ledger.read(tx, place_id, lock=True)
    if held is None or held.deadline is None or held.deadline > now:
        return None
    return _PLACES.get(held.state, _lapsed)(tx, held, now)


def end_desk(tx: Connection, agent: str, now: datetime) -> tuple[Desk | None, Place | None]:
    """Move a desk on, if its time is still up, and the caller who was on the way to it or in talk.

    Whoever did not take the caller they were offered is away; that caller has waited at their key throughout.
    Whoever has wrapped up is where they were before the call, or where they asked to be after it.
    """
    desk, place = talks.together(tx, agent)
    if desk is None or desk.deadline is None or desk.deadline > now:
        return None, None
    if desk.state == WRAP_UP:
        left = None if place is None else wrapping.unsaid(tx, place, now)
        return desk_ledger.free(tx, desk, "wrapped_up", now), left
    back = None
    if place is not None and desk.has_caller:
        back = talks.desert(tx, place.id, now)
    if desk.state == CONNECTING:
        return desk_ledger.free(tx, desk, "overdue", now), back
    return desk_ledger.close(tx, desk, "missed" if desk.state == OFFERED else "overdue", now), back


def _waits_long(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Owe a caller a word before the carrier ends their call; a call that is over was not told to us."""
    leg = None if held.call_sid is None else legs.find(tx, held.call_sid)
    if leg is None or leg.ended_at is not None or now >= leg.answered_at + LONGEST_CALL:
        return away.gone(tx, held, "dropped", now)
    tell = leg.answered_at + LONG_CALL
    if now >= tell:
        owed = {"place": held.id, "call_sid": held.call_sid}
        Outbox.put(tx, "long_call", f"{held.call_sid}:{int(now.timestamp())}", owed, now)
        tell = now + AGAIN
    ledger.keep(tx, held, min(tell, leg.answered_at + LONGEST_CALL))
    return None


def _away_too_long(tx: Connection, held: Place, now: datetime) -> Place | None:
    if held.turn_at is None and held.changed_at > now - KEPT_AWAY_AT_MOST:
        return None  # its turn is still to come
    if held.why == wrapping.UNSAID:
        return ledger.move(tx, held.id, DONE, "done", now, note={"outcome": wrapping.NONE_GIVEN})
    return ledger.move(tx, held.id, LEFT, "lapsed", now)


def _not_met(tx: Connection, held: Place, now: datetime) -> Place | None:
    if held.at_the_keypad:
        return keypad.overstay(tx, held, now)
    talks.desk_alone(tx, held.id, "overdue", now)
    return talks.bring_back(tx, held.id, "returned", now)


def _still_owed(tx: Connection, held: Place, now: datetime) -> Place | None:
    if held.held_until is None:
        ledger.keep(tx, held, now + LIFETIMES[PROMISED])  # what was promised does not lapse by itself
        return None
    keypad.let_go(tx, held, now)  # nobody was reached in time: the units pass on, and the key stays
    return ledger.move(tx, held.id, PROMISED, "units_lapsed", now, only_from=[PROMISED], **keypad.NO_TURN)


def _not_heard_of(tx: Connection, held: Place, now: datetime) -> Place | None:
    """Ask the carrier what became of a callback: only that tells whether a telephone has rung."""
    promise = promises.read(tx, held.id)
    owed = {"place": held.id, "attempt": promise.attempt if promise else 0, "call_sid": held.call_sid}
    Outbox.put(tx, "look_at_dial", f"{held.id}:{int(now.timestamp())}", owed, now)
    ledger.keep(tx, held, now + A_LOOK)
    return None


def _lapsed(tx: Connection, held: Place, now: datetime) -> Place | None:
    return ledger.move(tx, held.id, LEFT, "lapsed", now)


_PLACES: dict[str, Callable[[Connection, Place, datetime], Place | None]] = {
    CALLED: _not_heard_of,
    DIALLING: _not_heard_of,
    PROMISED: _still_owed,
    WAITING: _waits_long,
    DROPPED: _away_too_long,
    SERVING: _not_met,
}
