"""All that is stored, as one value: two looks that are equal prove that nothing was written between them."""

from typing import Any

from sqlalchemy import select

from booking_core import metadata
from tests.agents.room import Room

# That a session is used, and by whom, every request may say; and failed sign-ins are counted.
SIGNS_OF_LIFE = ("sign_in", "line:{main}:screens", "LIMITS")


def contents(room: Room, *besides: str) -> dict[str, Any]:
    """Return every row of every table, and every key of Redis, by the name of either."""
    found: dict[str, Any] = {}
    with room.database.reading() as look:
        for name, table in metadata.tables.items():
            found[name] = sorted(str(tuple(row)) for row in look.execute(select(table)))
    for key in room.redis.scan_iter():
        found[key] = room.redis.dump(key)
    left_out = (*SIGNS_OF_LIFE, *besides)
    return {name: what for name, what in found.items() if not name.startswith(left_out)}
