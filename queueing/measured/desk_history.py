"""What desks did, from their history: how long a caller took, and who began."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from queueing import tables
from queueing.desk import CONNECTING, INTRODUCED, OFFERED, READY, TALKING, WRAP_UP

BUSY = (OFFERED, CONNECTING, INTRODUCED, TALKING, WRAP_UP)
ON_DUTY = (READY, *BUSY)
CONNECTED = "connected"
MOVES_A_TALK = 10  # at most, as a rule: ready, offered, connecting, talking, wrap-up
_DESK, _EVENT = tables.desk.c, tables.desk_event.c


@dataclass(frozen=True, slots=True)
class DeskMoved:
    """One move of a desk."""

    agent: str
    state: str
    why: str
    at: datetime
    place_id: int | None


def on_duty(tx: Connection, line: str) -> int:
    """Count the desks that take callers: ready, or busy with one."""
    mine = (_DESK.line == line) & _DESK.state.in_(ON_DUTY) & _DESK.call_sid.is_not(None)
    return tx.scalar(select(func.count()).where(mine)) or 0


def begun(tx: Connection, line: str, since: datetime) -> int:
    """Count the callers who came to a desk after an instant."""
    those = (_EVENT.line == line) & (_EVENT.at > since) & (_EVENT.why == CONNECTED)
    return tx.scalar(select(func.count()).where(those)) or 0


def last_talks(tx: Connection, line: str, limit: int) -> tuple[float, ...]:
    """Return the seconds that desks spent on each of the last callers, the latest last."""
    row = select(_EVENT.agent, _EVENT.state, _EVENT.why, _EVENT.at, _EVENT.place_id)
    latest = row.where(_EVENT.line == line).order_by(_EVENT.at.desc(), _EVENT.id.desc())
    rows = tx.execute(latest.limit(limit * MOVES_A_TALK)).all()
    return talks([DeskMoved(*each) for each in reversed(rows)])[-limit:]


def last_served(tx: Connection, line: str, limit: int) -> dict[int, datetime]:
    """Return the places that came to a desk last, and when."""
    those = (_EVENT.line == line) & (_EVENT.why == CONNECTED) & _EVENT.place_id.is_not(None)
    latest = select(_EVENT.place_id, _EVENT.at).where(those).order_by(_EVENT.at.desc()).limit(limit)
    return {place: at for place, at in tx.execute(latest).all() if place is not None}


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
