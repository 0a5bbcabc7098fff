"""What desks did, from their history: how long a caller took, and who began."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, func, select

from booking_core import Prepared
from queueing import tables
from queueing.desk import CONNECTING, INTRODUCED, OFFERED, READY, TALKING, WRAP_UP

BUSY = (OFFERED, CONNECTING, INTRODUCED, TALKING, WRAP_UP)
ON_DUTY = (READY, *BUSY)
CONNECTED = "connected"
MOVES_A_TALK = 10  # at most, as a rule: ready, offered, connecting, talking, wrap-up
_DESK, _EVENT = tables.desk.c, tables.desk_event.c
_UP = (_DESK.line == bindparam("line")) & _DESK.state.in_(ON_DUTY) & _DESK.call_sid.is_not(None)
_OF_LINE, _MET = _EVENT.line == bindparam("line"), _EVENT.why == CONNECTED
_ON_DUTY = Prepared(select(func.count()).where(_UP))
_BEGUN = Prepared(select(func.count()).where(_OF_LINE, _EVENT.at > bindparam("since"), _MET))
_MOVES = select(_EVENT.agent, _EVENT.state, _EVENT.at).where(_OF_LINE)
_LATEST = Prepared(_MOVES.order_by(_EVENT.at.desc(), _EVENT.id.desc()).limit(bindparam("most")))
_NEWEST = Prepared(
    select(_EVENT.id, _EVENT.agent, _EVENT.version, _EVENT.at).order_by(_EVENT.id.desc()).limit(1)
)
_WHO = select(_EVENT.place_id, _EVENT.at).where(_OF_LINE, _MET, _EVENT.place_id.is_not(None))
_SERVED = Prepared(_WHO.order_by(_EVENT.at.desc()).limit(bindparam("most")))

T = TypeVar("T")
_known: WeakKeyDictionary[Engine, dict[tuple[Hashable, ...], tuple[object, Any]]] = WeakKeyDictionary()


class DeskMoved(NamedTuple):
    """One move of a desk."""

    agent: str
    state: str
    at: datetime


def on_duty(tx: Connection, line: str) -> int:
    """Count the desks that take callers: ready, or busy with one."""
    [(count,)] = _ON_DUTY.all(tx, line=line)
    return int(count)


def begun(tx: Connection, line: str, since: datetime) -> int:
    """Count the callers who came to a desk after an instant."""
    [(count,)] = _BEGUN.all(tx, line=line, since=since)
    return int(count)


def since_a_move(tx: Connection, read: Callable[[Connection, str, int], T], line: str, limit: int) -> T:
    """Return what this finds of the last so many, or found since a desk has moved: it is asked each second.

    What commits out of turn is seen with the next move.
    """
    newest, known = _NEWEST.first(tx), _known.setdefault(tx.engine, {})
    name = (read, line, limit)
    if name not in known or known[name][0] != newest:
        known[name] = newest, read(tx, line, limit)
    found: T = known[name][1]
    return found


def last_talks(tx: Connection, line: str, limit: int) -> tuple[float, ...]:
    """Return the seconds that desks spent on each of the last callers, the latest last."""
    return since_a_move(tx, _last_talks, line, limit)


def last_served(tx: Connection, line: str, limit: int) -> dict[int, datetime]:
    """Return the places that came to a desk last, and when."""
    return dict(_SERVED.all(tx, line=line, most=limit))


def _last_talks(tx: Connection, line: str, limit: int) -> tuple[float, ...]:
    rows = _LATEST.all(tx, line=line, most=limit * MOVES_A_TALK)
    return talks(map(DeskMoved._make, reversed(rows)))[-limit:]


def talks(moves: Iterable[DeskMoved]) -> tuple[float, ...]:
    """Return the seconds from each offer that led to a talk until the desk was free again, wrapped up."""
    offered: dict[str, datetime] = {}
    talked: set[str] = set()
    found: list[float] = []
    for move in moves:
        if move.state in BUSY:
            offered.setdefault(move.agent, move.at)
            talked |= {move.agent} if move.state == TALKING else set()
            continue
        since = offered.pop(move.agent, None)
        if since is not None and move.agent in talked:
            found.append((move.at - since).total_seconds())
        talked.discard(move.agent)
    return tuple(found)
