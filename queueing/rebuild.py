"""Redis from SQL, at any moment and under load: the same places, the same keys, the same order.

Each place carries the version of its last move, and Redis refuses one that is not newer, so that a snapshot
that was read a moment ago can never undo what happened meanwhile. A wiped Redis is not `whole`: it answers no
position and leases no place until the ledger has been brought back: nobody hears a better place than is true.
"""

import secrets
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast

from redis import Redis
from sqlalchemy import Connection, and_, func, or_, select

from booking_core import Database
from queueing import ledger, lua, tables
from queueing.errors import LineAway
from queueing.line import REMEMBERED, Line, answering
from queueing.place import ACTIVE, FINAL, WAITING, milliseconds

BATCH = 500
TURN = timedelta(seconds=10)  # for one rebuild, before another may try
PATIENCE = 3.0


def rebuild(database: Database, redis: Redis, now: datetime, line: str = "main") -> int:
    """Make the order anew from the ledger, and return how many wait."""
    with answering():
        listed = _listed(redis, line)
        with database.reading() as look:
            rows = _to_show(look, line, now)
        with redis.pipeline(transaction=False) as pipe:
            for batch in _batches(rows):
                lua.queue(pipe, line, "load", batch)
            pipe.execute()
        waiting = {row.id for row in rows if row.state == WAITING}
        _put_out(database, redis, line, listed - waiting, now)
        epoch = f"{server(redis)}:{secrets.token_hex(4)}"
        lua.run(redis, line, "whole", epoch=epoch, count=len(waiting), at=milliseconds(now))
    return len(waiting)


def heal(database: Database, redis: Redis, now: datetime, line: str = "main") -> None:
    """See to it that the order is whole: one who finds it broken rebuilds, others wait a moment."""
    builder, end = secrets.token_hex(8), time.monotonic() + PATIENCE
    turn = {"at": milliseconds(now), "until": milliseconds(now + TURN)}
    while not is_whole(redis, line):
        with answering():
            mine = lua.run(redis, line, "claim", who=builder, **turn)
        if mine:
            rebuild(database, redis, now, line)
        elif time.monotonic() > end:
            raise LineAway(LineAway.__doc__)
        else:
            time.sleep(0.02)


def is_whole(redis: Redis, line: str = "main") -> bool:
    """Tell whether the order has been brought back since this Redis was last emptied."""
    with answering():
        return bool(redis.exists(lua.key(line, "whole")))


def is_same_server(redis: Redis, line: str = "main") -> bool:
    """Tell whether the server has been up since the order was made: else it may have lost a second."""
    with answering():
        epoch = cast("str | None", redis.get(lua.key(line, "whole")))
        return epoch is not None and epoch.split(":")[0] == server(redis)


def has_drifted(database: Database, redis: Redis, line: str = "main") -> bool:
    """Tell whether Redis has more or fewer people waiting than the ledger has just now."""
    row = tables.place.c
    with database.reading() as look:
        stored = look.scalar(select(func.count()).where(row.line == line, row.state == WAITING))
    counts = Line(redis, line).counts()
    return stored != counts.waiting + counts.leased


def server(redis: Redis) -> str:
    """Return the name of this run of the server."""
    return str(redis.info("server")["run_id"])


def _listed(redis: Redis, line: str) -> set[int]:
    names = (lua.key(line, "waiting"), lua.key(line, "leased"))
    return {int(place) for name in names for place in cast("list[str]", redis.zrange(name, 0, -1))}


def _to_show(look: Connection, line: str, now: datetime) -> list[Any]:
    # Those that ended lately too: their version guards against a late word of when they waited.
    row = tables.place.c
    query = select(row.id, row.key, row.version, row.state, row.language, row.changed_at)
    lately = and_(row.state.in_(FINAL), row.changed_at > now - REMEMBERED)
    return list(look.execute(query.where(row.line == line, or_(row.state.in_(ACTIVE), lately))))


def _batches(rows: list[Any]) -> Iterator[list[str | int]]:
    for start in range(0, len(rows), BATCH):
        yield [word for row in rows[start : start + BATCH] for word in _words(*row)]


def _words(
    place: int, key: int, version: int, state: str, language: str, changed: datetime
) -> list[str | int]:
    return [place, str(key), version, state, language, milliseconds(changed) if state in FINAL else ""]


def _put_out(database: Database, redis: Redis, line: str, strangers: set[int], now: datetime) -> None:
    order = Line(redis, line)
    for place_id in strangers:
        with database.reading() as look:
            place = ledger.read(look, place_id)
        if place is not None:
            order.publish(place)
        else:
            order.erase(place_id, now)
