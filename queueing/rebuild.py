"""Redis from SQL, at any moment and under load: the same places, the same keys, the same order.

Each place carries the version of its last move, and Redis refuses one that is not newer, so that a snapshot
that was read a moment ago can never undo what happened meanwhile. A wiped Redis is not `whole`: it answers no
position and leases no place until the ledger has been brought back: nobody hears a better place than is true.
"""

import secrets
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from redis import Redis
from sqlalchemy import Connection, and_, bindparam, func, or_, select

from booking_core import Database, Prepared
from queueing import desk_ledger, draw_ledger, ledger, lua, tables
from queueing.classes import Classes
from queueing.errors import LineAway
from queueing.line import REMEMBERED, Line, answering, desk_words
from queueing.place import ACTIVE, FINAL, milliseconds
from queueing.standing import are_in_order, record

BATCH = 500
TURN = timedelta(seconds=10)  # for one rebuild, before another may try
PATIENCE = 6.0  # a line of 100,000 is brought back in less
_IN_ORDER = Prepared(select(func.count()).where(tables.place.c.line == bindparam("line"), are_in_order()))


def rebuild(database: Database, redis: Redis, now: datetime, line: str = "main") -> int:
    """Make the order anew from the ledger, and return how many stand in it."""
    with answering():
        classes = Classes(redis, line)
        listed = _listed(redis, line, classes.read())
        with database.reading() as look:
            rows, names = _to_show(look, line, now), _classes(look, line)
            desks = desk_ledger.every(look, line)
            drawn = draw_ledger.last_drawn(look, line)
        classes.add({*names, *(row.wish_class for row in rows)})
        with redis.pipeline(transaction=False) as pipe:
            for batch in _batches(rows):
                lua.queue(pipe, line, "load", classes=classes.known, rows=batch)
            for desk in desks:  # after the places, because some are offered
                lua.queue(pipe, line, "desk", classes=classes.known, **desk_words(desk, why=""))
            pipe.execute()
        standing = {row.id for row in rows if row.stands}
        _put_out(database, redis, line, listed, standing, now)
        epoch = f"{server(redis)}:{secrets.token_hex(4)}:{drawn}"
        lua.run(redis, line, "whole", epoch=epoch, count=len(standing), at=milliseconds(now))
    return len(standing)


def heal(database: Database, redis: Redis, now: datetime, line: str = "main") -> bool:
    """See to it that the order is whole; tell whether it was rebuilt here.

    One who finds it broken rebuilds, others wait a moment.
    """
    builder, end = secrets.token_hex(8), time.monotonic() + PATIENCE
    turn = {"at": milliseconds(now), "until": milliseconds(now + TURN)}
    while not is_whole(redis, line):
        with answering():
            mine = lua.run(redis, line, "claim", who=builder, **turn)
        if mine:
            rebuild(database, redis, now, line)
            return True
        if time.monotonic() > end:
            raise LineAway(LineAway.__doc__)
        time.sleep(0.02)
    return False


def is_whole(redis: Redis, line: str = "main") -> bool:
    """Tell whether the order has been brought back since this Redis was last emptied."""
    with answering():
        return bool(redis.exists(lua.key(line, "whole")))


def has_drifted(database: Database, redis: Redis, line: str = "main") -> bool:
    """Tell whether Redis has more or fewer people in its orders than the ledger has just now."""
    with database.reading() as look:
        [(stored,)] = _IN_ORDER.all(look, line=line)
    counts = Line(redis, line).counts()
    return int(stored) != counts.waiting + counts.leased


def server(redis: Redis) -> str:
    """Return the name of this run of the server."""
    return str(redis.info("server")["run_id"])


def _listed(redis: Redis, line: str, classes: Sequence[str]) -> dict[int, str]:
    """Return who stands in which order; a leased place is of no class here."""
    orders = {lua.key(line, "leased"): "", **{lua.key(line, f"order:{name}"): name for name in classes}}
    return {
        int(place): wish_class
        for order, wish_class in orders.items()
        for place in cast("list[str]", redis.zrange(order, 0, -1))
    }


def _classes(look: Connection, line: str) -> list[str]:
    named = tables.wish_class.c
    return list(look.scalars(select(named.name).where(named.line == line)))


def _to_show(look: Connection, line: str, now: datetime) -> list[Any]:
    # Those that ended lately too: their version guards against a late word of when they waited.
    row = tables.place.c
    known = (row.id, row.key, row.version, row.state, row.language, row.wish_class, row.people)
    lately = and_(row.state.in_(FINAL), row.changed_at > now - REMEMBERED)
    query = select(*known, row.changed_at, are_in_order().label("stands"))
    return list(look.execute(query.where(row.line == line, or_(row.state.in_(ACTIVE), lately))))


def _batches(rows: list[Any]) -> Iterator[list[str | int]]:
    for start in range(0, len(rows), BATCH):
        yield [word for row in rows[start : start + BATCH] for word in _words(row)]


def _words(row: Any) -> list[str | int]:
    """Return the five words that `load.lua` takes of a place."""
    ended = milliseconds(row.changed_at) if row.state in FINAL else ""
    return [row.id, str(row.key), row.wish_class if row.stands else "", record(row), ended]


def _put_out(
    database: Database, redis: Redis, line: str, listed: dict[int, str], standing: set[int], now: datetime
) -> None:
    order = Line(redis, line)
    for place_id in listed.keys() - standing:
        with database.reading() as look:
            place = ledger.read(look, place_id)
        if place is not None:
            order.publish(place)
        else:
            order.erase(place_id, listed[place_id], now)
