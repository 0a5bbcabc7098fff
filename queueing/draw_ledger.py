"""The draw of an opening as the ledger has it: made, entered, closed, published; each of them once."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, bindparam, delete, func, select, update

from booking_core import Prepared, insert_once
from queueing import drawing, tables
from queueing.drawing import Published
from queueing.place import REGISTERED

DIGITS = 6  # of a registration number; a ticket has eight
CLASHES = 10  # after so many the draw is crowded, and its numbers grow by a digit
_DRAW, _ENTRY, _PLACE = tables.draw.c, tables.registration.c, tables.place.c


@dataclass(frozen=True, slots=True)
class Draw:
    """One opening's draw."""

    id: int
    line: str
    opens_at: datetime
    seed: str = field(repr=False)
    seed_hash: str
    list_hash: str | None
    closed_at: datetime | None
    drawn_at: datetime | None
    first_key: int | None


def opened(tx: Connection, line: str, opens_at: datetime) -> Draw:
    """Return the draw of an opening, made where there was none; its list cannot be closed meanwhile."""
    seed = drawing.new_seed()
    fresh = {"seed": seed, "seed_hash": drawing.seed_hash(seed)}
    mine = (_DRAW.line == line) & (_DRAW.opens_at == opens_at)
    there = select(tables.draw).where(mine).with_for_update(read=True)
    row = tx.execute(there).first()
    if row is None:
        insert_once(tx, tables.draw, line=line, opens_at=opens_at, **fresh)
        row = tx.execute(there).one()
    return Draw(*row)


def of(tx: Connection, line: str, opens_at: datetime) -> Draw | None:
    """Return the draw of an opening, if it is made by now."""
    row = _OF.first(tx, line=line, opens=opens_at)
    return None if row is None else Draw(*row)


def every(tx: Connection, line: str) -> list[Draw]:
    """Return the draws of a line by their openings."""
    mine = select(tables.draw).where(_DRAW.line == line).order_by(_DRAW.opens_at)
    return [Draw(*row) for row in tx.execute(mine)]


def due(tx: Connection, line: str, now: datetime) -> list[Draw]:
    """Return the draws whose opening has come and that are not over, the earliest first."""
    return [Draw(*row) for row in _DUE.all(tx, line=line, now=now)]


def last_drawn(tx: Connection, line: str) -> int:
    """Return the number of the last draw that is over; 0 before the first."""
    row = _LAST.first(tx, line=line)
    return 0 if row is None else int(row[0])


def enter(tx: Connection, draw: Draw, place_id: int) -> int:
    """Give a place its registration number: random, so that it says nothing of the ticket or of when."""
    for tries in count():
        low = int(10 ** (DIGITS - 1 + tries // CLASHES))
        number = low + secrets.randbelow(9 * low)
        if insert_once(tx, tables.registration, draw_id=draw.id, number=number, place_id=place_id):
            return number
    raise AssertionError("there is always another number")


def close(tx: Connection, draw_id: int, now: datetime) -> Draw:
    """Close the list: who has left by now is not in it, and its hash is fixed; a second time is nothing."""
    draw = locked(tx, draw_id)
    if draw.closed_at is not None:
        return draw
    there = select(_PLACE.id).where(_PLACE.id == _ENTRY.place_id, _PLACE.state == REGISTERED).exists()
    tx.execute(delete(tables.registration).where(_ENTRY.draw_id == draw_id, ~there))
    hashed = drawing.list_hash(draw.line, drawing.written(draw.opens_at), numbers(tx, draw_id))
    closed = update(tables.draw).where(_DRAW.id == draw_id).values(list_hash=hashed, closed_at=now)
    return Draw(*tx.execute(closed.returning(*tables.draw.c)).one())


def size(tx: Connection, draw: Draw) -> int:
    """Count the numbers on a list: on one that is open, of those who have not left."""
    mine = select(func.count()).select_from(tables.registration.join(tables.place))
    mine = mine.where(_ENTRY.draw_id == draw.id)
    return tx.scalar(mine if draw.closed_at else mine.where(_PLACE.state == REGISTERED)) or 0


def numbers(tx: Connection, draw_id: int) -> list[int]:
    """Return the registration numbers of a draw, ascending."""
    mine = select(_ENTRY.number).where(_ENTRY.draw_id == draw_id)
    return list(tx.scalars(mine.order_by(_ENTRY.number)))


def published(tx: Connection, draw: Draw) -> Published:
    """Return what the public may know of a draw by now."""
    ranked = select(_ENTRY.number).where(_ENTRY.draw_id == draw.id).order_by(_ENTRY.rank)
    return Published(
        line=draw.line,
        opens_at=drawing.written(draw.opens_at),
        seed_hash=draw.seed_hash,
        list_hash=draw.list_hash,
        numbers=numbers(tx, draw.id) if draw.closed_at is not None else None,
        seed=draw.seed if draw.drawn_at is not None else None,
        order=list(tx.scalars(ranked)) if draw.drawn_at is not None else None,
    )


_LINE = _DRAW.line == bindparam("line")
_OF = Prepared(select(tables.draw).where(_LINE, _DRAW.opens_at == bindparam("opens")))
_OPENED = select(tables.draw).where(_LINE, _DRAW.opens_at <= bindparam("now"))
_DUE = Prepared(_OPENED.where(_DRAW.drawn_at.is_(None)).order_by(_DRAW.opens_at))
_DRAWN = select(_DRAW.id).where(_LINE, _DRAW.drawn_at.is_not(None))
_LAST = Prepared(_DRAWN.order_by(_DRAW.opens_at.desc()).limit(1))


def locked(tx: Connection, draw_id: int) -> Draw:
    """Return a draw, and let nobody else work on it until the transaction ends."""
    return Draw(*tx.execute(select(tables.draw).where(_DRAW.id == draw_id).with_for_update()).one())
