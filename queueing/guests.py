"""Guests: a daughter, or a friend, is rung into the talk of a caller and an agent; it ends with the talk."""

from datetime import datetime

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger, ledger, legs, talking
from queueing.desk import Desk
from queueing.errors import DeskNotReady

THEIR_OWN = "the caller is on this telephone already: enter the number of whom you bring in"


def invite(tx: Connection, agent: str, number: str, now: datetime) -> Desk:
    """Owe a ring to this number, into the talk; asked again while it rings or talks, nothing changes.

    Raises DeskNotReady where nobody is in talk, somebody else is a guest, or it is the caller's own number.
    """
    desk = talking.in_talk(tx, agent)
    if desk.guest is not None and desk.guest["number"] != number:
        raise DeskNotReady("somebody else is brought in already: let them go first")
    if desk.guest is not None:
        return desk
    if _is_the_callers(tx, desk, number):
        raise DeskNotReady(THEIR_OWN)
    attempt = desk.version + 1
    guest = {"number": number, "attempt": attempt, "sid": None, "is_up": False}
    invited = desk_ledger.note(tx, desk, "invited", now, guest=guest)
    Outbox.put(tx, "guest", f"{agent}:{attempt}", {"agent": agent, "number": number, "attempt": attempt}, now)
    return invited


def dismiss(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """Let the guest go; the caller stays."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.guest is None:
        return desk
    desk_ledger.see_out(tx, desk, now)
    return desk_ledger.note(tx, desk, "guest_gone", now, guest=None)


def rung(tx: Connection, agent: str, attempt: int, call_sid: str, now: datetime) -> Desk | None:
    """Note the call of a guest; one who is not wanted any more is hung up."""
    desk = of(tx, agent, attempt, lock=True)
    if desk is None:
        Outbox.put(tx, "hang_up", call_sid, {"call_sid": call_sid}, now)
        return None
    return _changed(tx, desk, "guest_rung", now, sid=call_sid)


def answered(tx: Connection, agent: str, attempt: int, now: datetime) -> Desk | None:
    """Note that the guest is in the talk."""
    desk = of(tx, agent, attempt, lock=True)
    return None if desk is None else _changed(tx, desk, "guest_up", now, is_up=True)


def gone(tx: Connection, agent: str, attempt: int, now: datetime) -> Desk | None:
    """Note that the guest has hung up, or was not reached; the word of an older attempt says nothing."""
    desk = of(tx, agent, attempt, lock=True)
    return None if desk is None else desk_ledger.note(tx, desk, "guest_gone", now, guest=None)


def of(tx: Connection, agent: str, attempt: int, *, lock: bool = False) -> Desk | None:
    """Return the desk in whose talk a guest is whom this agent has brought in: a talk can be handed over."""
    asked = desk_ledger.read(tx, agent)
    desks = [] if asked is None else [asked, *desk_ledger.every(tx, asked.line)]
    mine = next((desk for desk in desks if _is(desk, agent, attempt)), None)
    if mine is None or not lock:
        return mine
    locked = desk_ledger.read(tx, mine.agent, lock=True)
    return locked if locked is not None and _is(locked, agent, attempt) else of(tx, agent, attempt, lock=True)


def _is_the_callers(tx: Connection, desk: Desk, number: str) -> bool:
    """Tell whether the caller in talk is on this telephone."""
    place = None if desk.place_id is None else ledger.read(tx, desk.place_id)
    return place is not None and place.call_sid is not None and legs.find(tx, place.call_sid).phone == number


def _is(desk: Desk, by: str, attempt: int) -> bool:
    guest = desk.guest
    return guest is not None and guest["attempt"] == attempt and guest.get("by", desk.agent) == by


def _changed(tx: Connection, desk: Desk, why: str, now: datetime, **changes: str | bool) -> Desk:
    guest = (desk.guest or {}) | changes
    return desk if guest == desk.guest else desk_ledger.note(tx, desk, why, now, guest=guest)
