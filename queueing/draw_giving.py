"""Drawing: keys for everybody on a closed list, in batches, so that a crash in between only means going on.

A batch takes the earliest lots of those that have no rank yet. The first batch fixes the keys of all, so that
whoever goes on gives the same ones.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from booking_core import Database
from queueing import draw_ledger, drawing, ledger, promises, tables
from queueing.carrying import state_away
from queueing.draw_ledger import Draw
from queueing.ledger import Move
from queueing.place import DRAWN, REGISTERED, Place, milliseconds

BATCH = 1000  # places in one transaction: others who write wait no longer than that takes
_DRAW, _ENTRY, _PLACE = tables.draw.c, tables.registration.c, tables.place.c


def draw(database: Database, draw_id: int, kept_until: datetime, now: datetime) -> int:
    """Close the list of a draw and draw it to its end; return how many places moved. Twice is once."""
    database.run(partial(draw_ledger.close, draw_id=draw_id, now=now))
    some, moved = partial(draw_some, draw_id=draw_id, kept_until=kept_until, now=now), 0
    while (given := database.run(some)) is not None:
        moved += len(given)
    return moved


def draw_some(tx: Connection, draw_id: int, kept_until: datetime, now: datetime) -> list[Place] | None:
    """Draw the next ranks of a closed list, and return the places that moved; None where it is over.

    The keys are those right before the opening: after every place that was carried over to it, before every
    arrival. Where the caller agreed to be called back the place becomes a promise, else it is dropped until
    they call; of a place that was left since the list was closed only the number is drawn.
    """
    draw = draw_ledger.locked(tx, draw_id)
    if draw.drawn_at is not None:
        return None
    pending, size = _pending(tx, draw_id), draw_ledger.size(tx, draw)
    first = draw.first_key if draw.first_key is not None else _first_key(tx, draw, size)
    part = list(enumerate(drawing.order(draw.seed, pending)[:BATCH], size - len(pending) + 1))
    ranks = {pending[number]: rank for rank, number in part}
    _rank(tx, draw_id, [{"of": number, "nth": rank} for rank, number in part])
    if len(part) == len(pending):
        tx.execute(update(tables.draw).where(_DRAW.id == draw_id).values(drawn_at=now))
    here = ledger.locked(tx, _PLACE.id.in_(ranks), _PLACE.state == REGISTERED, limit=BATCH)
    moves = [_drawn(draw, place, first, ranks[place.id], kept_until) for place in here]
    return promises.adopted(tx, ledger.move_all(tx, moves, DRAWN, now))


def _pending(tx: Connection, draw_id: int) -> dict[int, int]:
    """Return the numbers that have no rank yet, and their places."""
    mine = select(_ENTRY.number, _ENTRY.place_id).where(_ENTRY.draw_id == draw_id, _ENTRY.rank.is_(None))
    return dict(tx.execute(mine).all())


def _first_key(tx: Connection, draw: Draw, size: int) -> int:
    """Return the first of so many keys in a row before the opening that nobody has; it stays the draw's."""
    top = milliseconds(draw.opens_at) * 1000
    taken = select(func.min(_PLACE.key)).where(_PLACE.line == draw.line)
    while (there := tx.scalar(taken.where(_PLACE.key >= top - size, _PLACE.key < top))) is not None:
        top = there
    tx.execute(update(tables.draw).where(_DRAW.id == draw.id).values(first_key=top - size))
    return top - size


def _rank(tx: Connection, draw_id: int, rows: Sequence[dict[str, Any]]) -> None:
    mine = (_ENTRY.draw_id == draw_id) & (_ENTRY.number == bindparam("of"))
    if rows:
        tx.execute(update(tables.registration).where(mine).values(rank=bindparam("nth")), rows)


def _drawn(draw: Draw, place: Place, first: int, rank: int, kept_until: datetime) -> Move:
    key = first + rank - 1
    changes = {"key": key, "call_sid": None, "deadline": kept_until}
    note = {"draw": draw.id, "rank": rank, "key_before": place.key, "key": key}
    return Move(place, state_away(place.wish, place.phone), changes, note)
