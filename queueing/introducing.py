"""A warm hand-over: a colleague comes into the talk, hears of the caller, and has them afterwards.

The colleague's telephone joins the conference of the talk, which goes along with the caller. Whoever of the
two stays last has the caller. The place is locked before the desk that has it, and that before the other.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger, ledger, talking, talks
from queueing.desk import CONNECTING, INTRODUCED, READY, TALKING, WRAP_UP, Desk
from queueing.errors import DeskNotReady
from queueing.place import SERVING, Place

HANDED = "handed_over"
NOT_YET = "your colleague is not in the call yet, and the caller is still with you"


@dataclass(frozen=True, slots=True)
class Seat:
    """The conference where a desk's telephone belongs, and whether that ends when it leaves."""

    room: str
    ends: bool
    host: Desk | None = None  # the desk in whose talk it is


def seat(tx: Connection, desk: Desk) -> Seat:
    """Return where a desk belongs now: while two agents are in one talk, it ends with neither of them."""
    host = desk_ledger.read(tx, str(desk.passed_by)) if desk.is_introduced else None
    if host is not None:
        return Seat(host.conference, ends=False, host=host)
    return Seat(desk.conference, ends=desk_ledger.colleague(tx, desk.agent) is None)


def seated(tx: Connection, agent: str, call_sid: str, now: datetime) -> Seat | None:
    """Return where a desk's telephone goes, which is on its way there; None where it is not its telephone."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.call_sid != call_sid:
        return None
    if desk.state == CONNECTING and desk.is_introduced:
        desk = desk_ledger.move(tx, desk, INTRODUCED, "introduced", now) or desk
    return seat(tx, desk)


def come(tx: Connection, host: Desk, place: Place, other: Desk, now: datetime) -> Place | None:
    """Let a colleague come into the talk; the caller hears music until the agent lets them hear again."""
    told: dict[str, Any] = {"passed_by": host.agent, "warm": True}
    there = desk_ledger.move(tx, other, CONNECTING, "introduced", now, **told)
    if there is None:
        return None
    talking.hold(tx, host.agent, now, on=True)
    desk_ledger.sit(tx, other.agent, str(there.version), now)
    return place


def complete(tx: Connection, agent: str, now: datetime) -> Place | None:
    """Leave the caller with the colleague who is in the talk; a second time changes nothing.

    Raises DeskNotReady where nobody is in talk, or the colleague is not there yet.
    """
    desk, place = talks.together(tx, agent)
    if desk is not None and desk.state == WRAP_UP and desk.why == HANDED:
        return None
    if desk is None or place is None or desk.state != TALKING:
        raise DeskNotReady(talking.NOBODY)
    given = stand_in(tx, desk, place, now)
    if given is None:
        raise DeskNotReady(NOT_YET)
    return given


def stand_in(tx: Connection, desk: Desk, place: Place, now: datetime) -> Place | None:
    """Give a caller to the colleague who is in the talk, with its conference; None where nobody is."""
    other = desk_ledger.colleague(tx, desk.agent, lock=True)
    if desk.state != TALKING or other is None or other.state != INTRODUCED:
        return None
    there = desk_ledger.move(tx, other, TALKING, HANDED, now, room=desk.conference)
    stays = replace(desk, guest=None)  # who was brought in stays in the talk
    desk_ledger.move(tx, stays, WRAP_UP, HANDED, now, place_id=None, room=desk.another_room)
    if there is not None:
        guest = desk.guest and {"by": desk.agent, **desk.guest}
        desk_ledger.note(tx, there, HANDED, now, place_id=place.id, guest=guest)
    return _given(tx, desk, place, other, now)


def part(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """End an introduction, by either of the two: the caller stays with who has them; twice is once."""
    asks = desk_ledger.read(tx, agent)
    host = agent if asks is None or not asks.is_introduced else str(asks.passed_by)
    talks.together(tx, host)  # locks what may change, in the order in which it may be locked
    other = desk_ledger.colleague(tx, host, lock=True)
    for offered in desk_ledger.handed(tx, host, lock=True):
        desk_ledger.move(tx, offered, READY, "withdrawn", now)
    if other is not None:
        desk_ledger.free(tx, other, "parted", now)
        if host == agent:
            talking.hold(tx, host, now, on=False)
    return desk_ledger.read(tx, agent)


def _given(tx: Connection, desk: Desk, place: Place, other: Desk, now: datetime) -> Place | None:
    """Owe both desks their seats, and the caller the voices; write down who has them."""
    key = f"{desk.agent}:{desk.version}"
    desk_ledger.sit(tx, other.agent, key, now)
    desk_ledger.sit(tx, desk.agent, key, now, leaves=desk.conference)
    owed = {"agent": other.agent, "place": place.id}
    Outbox.put(tx, "seat", f"{other.agent}:{key}", owed, now)
    same: dict[str, Any] = {"only_from": [SERVING], "deadline": place.deadline}
    return ledger.move(tx, place.id, SERVING, HANDED, now, agent=other.agent, **same)
