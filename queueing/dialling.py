"""Which callbacks are dialled now: those whose turn it is, by key, and never more than there are seats.

Wishes for the keypad get their turn with units held (`turn_giving`); here are those whose units are still
kept from a try before, and those who want a person. A desk is a seat for a callback while it is free, or
likely to be before the telephone is answered; whoever is on the phone with an earlier key comes first, and
takes one.
"""

import math
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from booking_core import Database
from queueing import claimants, ledger, promises, ringing, tables
from queueing.desk import OFFERED, READY, TALKING, WRAP_UP
from queueing.place import CALLED, DIALLING, PROMISED, WAITING, Place
from queueing.wishes import DESK

RING_TIME = timedelta(seconds=25)  # as a rule, until somebody answers and presses a key
HANDLING = timedelta(minutes=5)  # a desk spends on one caller
AHEAD = 2.0  # seconds of dials that may be owed: what is not dialled soon is not begun
_PLACE, _DESK = tables.place.c, tables.desk.c


def allowed(tx: Connection, line: str, a_second: float) -> int:
    """Return how many dials may be begun now, at so many calls a second, beside those that are still owed."""
    mine = (_PLACE.line == line) & (_PLACE.state == DIALLING) & _PLACE.call_sid.is_(None)
    owed = tx.scalar(select(func.count()).where(mine)) or 0
    return max(0, math.ceil(a_second * AHEAD) - owed)


def dial(database: Database, line: str, now: datetime, limit: int) -> list[Place]:
    """Begin the dials that are due, at most so many; two clocks begin each once. Returns what moved."""
    return database.run(lambda tx: _dial(tx, line, now, limit)) if limit > 0 else []


def seats(tx: Connection, line: str) -> int:
    """Return how many desks are free, or will be while a telephone rings."""
    mine = (_DESK.line == line) & _DESK.call_sid.is_not(None)
    counted = select(_DESK.state, func.count()).where(mine).group_by(_DESK.state)
    there = {str(state): count for state, count in tx.execute(counted)}
    soon = RING_TIME / HANDLING * (there.get(TALKING, 0) + there.get(OFFERED, 0))
    return int(there.get(READY, 0) + there.get(WRAP_UP, 0) + soon)


def _dial(tx: Connection, line: str, now: datetime, limit: int) -> list[Place]:
    promises.adopt(tx, line)
    again = _places(tx, line, now, [_PLACE.held_until > now], limit)
    moved = [place for held in again if (place := _begin(tx, held, now)) is not None]
    return moved + _to_desks(tx, line, now, limit - len(moved))


def _to_desks(tx: Connection, line: str, now: datetime, limit: int) -> list[Place]:
    names = [name for name in claimants.classes(tx, line) if claimants.parsed(name).seat == DESK]
    if not names or limit <= 0:
        return []
    claimants.lock(tx, line)  # two clocks would fill a seat twice
    left, moved = seats(tx, line) - _count(tx, line, names, (DIALLING, CALLED)), list[Place]()
    for held in _places(tx, line, now, [_PLACE.wish_class.in_(names)], min(limit, max(0, left))):
        if _count(tx, line, names, (WAITING,), held.key) + len(moved) >= left:
            break
        place = _begin(tx, held, now)
        moved += [place] if place is not None else []
    return moved


def _begin(tx: Connection, held: Place, now: datetime) -> Place | None:
    return ringing.begin(tx, held, now) if ringing.may_ring(tx, held.id, now) else None


def _places(
    tx: Connection, line: str, now: datetime, more: list[ColumnElement[bool]], limit: int
) -> list[Place]:
    """Lock the earliest places whose callback is due, but those that somebody moves just now."""
    mine = [_PLACE.line == line, _PLACE.state == PROMISED, claimants.is_due(now), *more]
    query = select(*ledger.COLUMNS).where(*mine).order_by(_PLACE.key).limit(limit)
    return [Place(*row) for row in tx.execute(query.with_for_update(skip_locked=True, of=tables.place))]


def _count(tx: Connection, line: str, names: list[str], states: tuple[str, ...], before: int = 2**62) -> int:
    mine = (_PLACE.line == line) & _PLACE.wish_class.in_(names) & _PLACE.state.in_(states)
    return tx.scalar(select(func.count()).where(mine, _PLACE.key < before)) or 0
