"""The truth about desks: each move is one conditional statement."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from booking_core import Outbox, Prepared, insert_once
from queueing import tables
from queueing.desk import (
    AWAY,
    CONNECTING,
    INTRODUCED,
    OFFERED,
    ON_BREAK,
    READY,
    TALKING,
    WRAP_UP,
    Desk,
    desk_deadline,
    desk_sources,
)
from queueing.place import SERVING, WAITING, Place

_DESK = tables.desk.c
_REMEMBERED = ("agent", "line", "version", "state", "why", "place_id", "languages", "skills")
COLUMNS = [_DESK[field.name] for field in fields(Desk)]
_BY_NAME = select(*COLUMNS).where(_DESK.agent == bindparam("agent"))
_THIS, _THIS_LOCKED = Prepared(_BY_NAME), Prepared(_BY_NAME.with_for_update())
_SERVING = Prepared(select(*COLUMNS).where(_DESK.place_id == bindparam("place")).with_for_update())
_OF_LINE = _DESK.line == bindparam("line")
_EVERY = Prepared(select(*COLUMNS).where(_OF_LINE).order_by(_DESK.agent))
_FREE = Prepared(
    select(*COLUMNS)
    .where(_OF_LINE, _DESK.state == READY, _DESK.call_sid.is_not(None))  # as `Desk.is_free` has it
    .order_by(_DESK.agent)
)
_VERSIONS = Prepared(select(_DESK.agent, _DESK.version).where(_OF_LINE).order_by(_DESK.agent))


def read(tx: Connection, agent: str, *, lock: bool = False) -> Desk | None:
    """Return a desk as it stands."""
    return _desk((_THIS_LOCKED if lock else _THIS).first(tx, agent=agent))


def serving(tx: Connection, place_id: int) -> Desk | None:
    """Return the desk that has a place."""
    return _desk(_SERVING.first(tx, place=place_id))


def every(tx: Connection, line: str) -> list[Desk]:
    """Return all desks of a line, by name."""
    return [Desk(*row) for row in _EVERY.all(tx, line=line)]


def free_of(tx: Connection, line: str) -> list[Desk]:
    """Return the desks of a line that can be offered somebody, by name."""
    return [Desk(*row) for row in _FREE.all(tx, line=line)]


def versions(tx: Connection, line: str) -> dict[str, int]:
    """Return the version of each desk of a line, by agent: many a sweep asks, and seldom has one changed."""
    return dict(_VERSIONS.all(tx, line=line))


def opened(tx: Connection, agent: str, line: str, endpoint: str, now: datetime) -> Desk:
    """Return the agent's desk, locked; made, away, where there was none."""
    fresh = {"line": line, "endpoint": endpoint, "state": AWAY, "why": "opened", "since": now}
    insert_once(tx, tables.desk, agent=agent, languages=[], version=1, rings=0, **fresh)
    desk = read(tx, agent, lock=True)
    if desk is None:
        raise AssertionError("the desk that was just written")
    return desk


def move(
    tx: Connection,
    desk: Desk,
    state: str,
    why: str,
    now: datetime,
    *,
    only_from: Iterable[str] = (),
    **changes: Any,
) -> Desk | None:
    """Move a desk, or return None where it has moved since it was read, or may not move so."""
    start = frozenset(only_from) or desk_sources(state)
    is_up = changes.get("call_sid", desk.call_sid) is not None
    values = {"deadline": desk_deadline(state, now, is_up=is_up), **_since(desk, state, now)}
    values |= _over(desk, state) | changes
    moved = (
        update(tables.desk)
        .where(_DESK.agent == desk.agent, _DESK.version == desk.version, _DESK.state.in_(start))
        .values(state=state, why=why, version=_DESK.version + 1, **values)
        .returning(*COLUMNS)
    )
    there = _desk(tx.execute(moved).first())
    if there is not None:
        _remember(tx, there, now)
        if desk.state == TALKING and state != TALKING:
            _take_back(tx, desk.agent, now)
            see_out(tx, desk, now)
        if desk.is_introduced and there.passed_by is None and state != TALKING:
            part(tx, desk, now)
    return there


def note(tx: Connection, desk: Desk, why: str, now: datetime, **changes: Any) -> Desk:
    """Change something about a desk whose state goes on, as does its time; a break keeps its reason."""
    why = desk.why if desk.state == ON_BREAK else why
    same: dict[str, Any] = {"only_from": [desk.state], "deadline": desk.deadline}
    return move(tx, desk, desk.state, why, now, **same, **changes) or desk


def withdraw(tx: Connection, place: Place, now: datetime) -> None:
    """Take back the offer of a place that has just moved, unless it still waits for what that desk serves."""
    desk = serving(tx, place.id)
    if desk is None or desk.state != OFFERED:
        return
    still_waits = place.state == WAITING and desk.serves(place.wish_class)
    taken = place.state == SERVING and place.agent == desk.agent
    if not still_waits and not taken:
        move(tx, desk, READY, "withdrawn", now, place_id=None)


def handed(tx: Connection, agent: str, *, lock: bool = False) -> list[Desk]:
    """Return the desks to which this agent offers the caller that they talk with, by name."""
    mine = (_DESK.passed_by == agent) & (_DESK.state == OFFERED)
    query = select(*COLUMNS).where(mine).order_by(_DESK.agent)
    return [Desk(*row) for row in tx.execute(query.with_for_update() if lock else query)]


def colleague(tx: Connection, agent: str, *, lock: bool = False) -> Desk | None:
    """Return the desk that is in this agent's talk to hear of the caller, or on the way there."""
    mine = (_DESK.passed_by == agent) & _DESK.state.in_([CONNECTING, INTRODUCED])
    query = select(*COLUMNS).where(mine).order_by(_DESK.since.desc()).limit(1)
    return _desk(tx.execute(query.with_for_update() if lock else query).first())


def part(tx: Connection, desk: Desk, now: datetime) -> None:
    """Owe two desks that were in one talk their own seats again."""
    for agent in (desk.agent, desk.passed_by):
        sit(tx, str(agent), f"{desk.agent}:{desk.version}", now)


def sit(tx: Connection, agent: str, key: str, now: datetime, **leaves: str) -> None:
    """Owe a desk's telephone the conference where it belongs, and what ends with it there."""
    Outbox.put(tx, "sit", f"{agent}:{key}", {"agent": agent, **leaves}, now)


def see_out(tx: Connection, desk: Desk, now: datetime) -> None:
    """Owe the end of the call of a guest; one of whom no call is known yet is ended by who rings them."""
    if desk.guest and desk.guest["sid"]:
        Outbox.put(tx, "hang_up", desk.guest["sid"], {"call_sid": desk.guest["sid"]}, now)


def _take_back(tx: Connection, agent: str, now: datetime) -> None:
    """Take back what an agent has offered to colleagues: the talk is over, or one of them has taken it."""
    for desk in handed(tx, agent, lock=True):
        move(tx, desk, READY, "withdrawn", now)
    other = colleague(tx, agent, lock=True)
    if other is not None:
        free(tx, other, "withdrawn", now)


def free(tx: Connection, desk: Desk, why: str, now: datetime) -> Desk | None:
    """Let a desk go where its agent asked to go after a call: else ready, or away without a phone."""
    if desk.call_sid is None or desk.after == AWAY:
        return close(tx, desk, why, now)
    if desk.after is not None:
        return move(tx, desk, ON_BREAK, desk.after, now, place_id=None)
    there = move(tx, desk, READY, why, now, place_id=None)
    return there if there is None or not there.is_old(now) else renew(tx, there, now)


def renew(tx: Connection, desk: Desk, now: datetime) -> Desk | None:
    """Let a desk's phone leg go, and ring its phone anew, unless its agent is on break."""
    if desk.state == ON_BREAK:
        Outbox.put(tx, "hang_up", str(desk.call_sid), {"call_sid": desk.call_sid}, now)
        return note(tx, desk, desk.why, now, call_sid=None, leg_at=None)
    leg: dict[str, Any] = {"call_sid": None, "leg_at": None, "rings": desk.rings + 1}
    there = move(tx, desk, READY, "renewed", now, only_from=[READY], **leg)
    owed = {"agent": desk.agent, "endpoint": desk.endpoint, "attempt": desk.rings + 1}
    Outbox.put(tx, "ring_desk", f"{desk.agent}:{desk.rings + 1}", owed | {"instead_of": desk.call_sid}, now)
    return there


def close(tx: Connection, desk: Desk, why: str, now: datetime, **changes: Any) -> Desk | None:
    """Let a desk be away, and hang up its phone."""
    if desk.call_sid is not None:
        Outbox.put(tx, "hang_up", desk.call_sid, {"call_sid": desk.call_sid}, now)
    return move(tx, desk, AWAY, why, now, call_sid=None, place_id=None, **changes)


def _since(desk: Desk, state: str, now: datetime) -> dict[str, datetime]:
    since = {} if state == desk.state else {"since": now}
    comes = state == READY and desk.state not in {READY, OFFERED}
    return since | ({"idle_since": now} if comes else {})


def _over(desk: Desk, state: str) -> dict[str, Any]:
    """Return what ends with a talk, with the call, with an offer, with a state, and with the desk's day."""
    talk = {} if state == TALKING else {"on_hold": False, "muted": False, "guest": None}
    call = {} if state in {CONNECTING, TALKING, INTRODUCED, WRAP_UP} else {"after": None}
    offer = {} if state in {OFFERED, INTRODUCED, desk.state} else {"passed_by": None, "warm": False}
    test = {} if state == desk.state else {"phone_test": None}
    return talk | call | offer | test | ({"hand_at": None} if state == AWAY else {})


def _remember(tx: Connection, desk: Desk, now: datetime) -> None:
    row = {name: getattr(desk, name) for name in _REMEMBERED}
    tx.execute(insert(tables.desk_event).values(at=now, **row))


def _desk(row: Iterable[Any] | None) -> Desk | None:
    return None if row is None else Desk(*tuple(row))
