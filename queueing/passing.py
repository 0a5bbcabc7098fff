"""Passing a caller on, with a note: to the line for another language or skill, or to a colleague who is free.

A colleague is offered the caller for twenty seconds; until they take them, the caller stays in their talk.
The place is locked before the desk that has it, and that before the other: so do all that need two desks.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger, introducing, ledger, talks
from queueing.desk import CONNECTING, OFFERED, READY, TALKING, WRAP_UP, Desk
from queueing.errors import DeskNotReady
from queueing.introducing import HANDED
from queueing.place import SERVING, WAITING, Place
from queueing.talking import NOBODY
from queueing.wishes import DESK

PASSED_ON = "passed_on"
IN_ALREADY = "a colleague is in the call already: let them go first"


def to_the_line(
    tx: Connection, agent: str, language: str, skill: str, note: str, now: datetime
) -> Place | None:
    """Let the caller in talk wait at their key for whoever has this language and skill; twice is once."""
    desk, place = talks.together(tx, agent)
    if desk is not None and desk.state == WRAP_UP and desk.why == PASSED_ON:
        return None
    if desk is None or place is None or desk.state != TALKING:
        raise DeskNotReady(NOBODY)
    desk_ledger.move(tx, desk, WRAP_UP, PASSED_ON, now, place_id=None)
    wish = {name: it for name, it in place.wish.items() if name != "skill"} | {"seat": DESK}
    values = ledger.wished(wish | ({"skill": skill} if skill else {}), language) | {"language": language}
    said = {"outcome": PASSED_ON, "note": note}
    moved = ledger.move(tx, place.id, WAITING, PASSED_ON, now, only_from=[SERVING], note=said, **values)
    if moved is not None:
        owed = {"place": moved.id, "call_sid": moved.call_sid}
        Outbox.put(tx, "back", f"{moved.id}:{moved.version}", owed, now)
    return moved


def to_desk(tx: Connection, agent: str, to: str, note: str, now: datetime, *, warm: bool = False) -> Desk:
    """Offer the caller in talk to a desk, whose agent, where that is `warm`, hears of them in the talk.

    Raises DeskNotReady where the desk is not free, another colleague is in the talk, or nobody is in talk.
    """
    desk, place = talks.together(tx, agent)
    if desk is None or place is None or desk.state != TALKING:
        raise DeskNotReady(NOBODY)
    there = desk_ledger.colleague(tx, agent)
    if there is not None and (there.agent != to or not warm):
        raise DeskNotReady(IN_ALREADY)
    other = desk_ledger.read(tx, to, lock=True)
    if other is not None and other.passed_by == agent and (other.state == OFFERED or other.is_introduced):
        return other
    if other is None or not other.is_free:
        raise DeskNotReady(f"your colleague {to} is not free just now, and the caller is still with you")
    said = {"outcome": PASSED_ON, "note": note}
    same: dict[str, Any] = {"only_from": [SERVING], "deadline": place.deadline}
    ledger.move(tx, place.id, SERVING, "handing", now, note=said, **same)
    by: dict[str, Any] = {"place_id": None, "passed_by": agent, "warm": warm}
    return desk_ledger.move(tx, other, OFFERED, "handed", now, **by) or other


def giver(tx: Connection, agent: str) -> str | None:
    """Return the agent who offers their caller to this one, or introduces them."""
    desk = desk_ledger.read(tx, agent)
    return None if desk is None else desk.passed_by


def accept(tx: Connection, agent: str, by: str, now: datetime) -> Place | None:
    """Take the caller whom a colleague offers; None where they are gone, or somebody else has them."""
    desk, place = talks.together(tx, by)
    other = desk_ledger.read(tx, agent, lock=True)
    if other is not None and other.is_introduced and other.passed_by == by:
        return place
    if other is None or other.state != OFFERED or other.passed_by != by:
        return None
    if desk is None or place is None or desk.state != TALKING:
        desk_ledger.move(tx, other, READY, "withdrawn", now)
        return None
    if other.warm:
        return introducing.come(tx, desk, place, other, now)
    there = desk_ledger.move(tx, other, CONNECTING, HANDED, now)
    desk_ledger.move(tx, desk, WRAP_UP, HANDED, now, place_id=None)
    if there is not None:
        desk_ledger.note(tx, there, HANDED, now, place_id=place.id)
    moved = ledger.move(tx, place.id, SERVING, HANDED, now, only_from=[SERVING], agent=agent)
    if moved is not None:
        errand = {"place": moved.id, "call_sid": moved.call_sid, "agent": agent}
        Outbox.put(tx, "connect", f"{moved.id}:{moved.version}", errand, now)
    return moved
