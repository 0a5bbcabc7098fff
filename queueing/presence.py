"""What an agent and their own phone do to a desk: come, pause, leave, answer, hang up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger, introducing, phone_tests, talks
from queueing.desk import AWAY, ON_BREAK, OTHER, READY, Desk
from queueing.errors import DeskNotReady
from queueing.place import Place


def come(
    tx: Connection,
    agent: str,
    line: str,
    endpoint: str,
    able: dict[str, Iterable[str]],
    now: datetime,
) -> Desk:
    """Make a desk ready, `able` to serve `languages` and `skills`, and ring its phone if it is not up."""
    desk = desk_ledger.opened(tx, agent, line, endpoint, now)
    if desk.is_busy and desk.after is not None:
        return _afterwards(tx, desk, None, now)
    if desk.state == READY or desk.may_take or desk.has_caller:
        return desk
    comes: dict[str, Any] = {name: list(words) for name, words in able.items()} | {"place_id": None}
    if desk.call_sid is not None:
        return _moved(desk_ledger.move(tx, desk, READY, "ready", now, **comes), desk)
    comes |= {"rings": desk.rings + 1, "endpoint": endpoint}
    moved = _moved(desk_ledger.move(tx, desk, READY, "ringing", now, **comes), desk)
    errand = {"agent": agent, "endpoint": endpoint, "attempt": moved.rings}
    Outbox.put(tx, "ring_desk", f"{agent}:{moved.rings}", errand, now)
    return moved


def leave(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """Close a desk and hang up its phone; one that has a caller is closed after the call."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state == AWAY:
        return desk
    return _afterwards(tx, desk, AWAY, now) if desk.is_busy else desk_ledger.close(tx, desk, "away", now)


def pause(tx: Connection, agent: str, now: datetime, reason: str = OTHER) -> Desk | None:
    """Give the agent a break, after their call where they have one; their phone stays up."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or (desk.state == ON_BREAK and desk.why == reason):
        return desk
    if desk.is_busy:
        return _afterwards(tx, desk, reason, now)
    same: dict[str, Any] = {"only_from": [ON_BREAK], "deadline": desk.deadline}
    more = same if desk.state == ON_BREAK else {}
    return _moved(desk_ledger.move(tx, desk, ON_BREAK, reason, now, place_id=None, **more), desk)


def _afterwards(tx: Connection, desk: Desk, after: str | None, now: datetime) -> Desk:
    if desk.after == after:
        return desk
    return desk_ledger.note(tx, desk, "afterwards", now, after=after)


def answer(tx: Connection, agent: str, call_sid: str, now: datetime) -> Desk | None:
    """Note that the desk's own phone is up."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.call_sid == call_sid:
        return desk
    if desk.state == AWAY:  # it was called off while it rang
        Outbox.put(tx, "hang_up", call_sid, {"call_sid": call_sid}, now)
        return desk
    until = None if desk.state == READY else desk.deadline
    same: dict[str, Any] = {"only_from": [desk.state], "deadline": until}
    return desk_ledger.move(tx, desk, desk.state, "leg_up", now, call_sid=call_sid, leg_at=now, **same)


def hang_up(tx: Connection, agent: str, call_sids: set[str | None], now: datetime) -> Place | None:
    """Note that the desk's phone, if it is one of these calls, is down; its caller waits at their key."""
    desk, place = talks.together(tx, agent)
    if desk is None or desk.state == AWAY or desk.call_sid not in call_sids:
        return None
    if place is not None and desk.has_caller:
        place = introducing.stand_in(tx, desk, place, now) or talks.desert(tx, place.id, now)
        desk = desk_ledger.read(tx, agent) or desk
    ended: dict[str, Any] = {"call_sid": None, "place_id": None, "phone_test": phone_tests.cut(desk, now)}
    desk_ledger.move(tx, desk, AWAY, "leg_down", now, **ended)
    return place


def _moved(moved: Desk | None, desk: Desk) -> Desk:
    if moved is None:
        raise DeskNotReady(f"this desk is {desk.state}")
    return moved
