"""Whether a place that joins while the line is closing will still be served, by the rule of `closing`."""

from contextlib import suppress
from datetime import datetime
from typing import cast

from redis import Redis
from sqlalchemy import Connection, func, select

from queueing import claimants, closing, lua, tables
from queueing.errors import LineAway
from queueing.keypad import PHONE
from queueing.line import answering
from queueing.measured import estimate
from queueing.place import WAITING, Place
from queueing.wishes import DESK

_PLACE = tables.place.c


def is_reached(tx: Connection, redis: Redis, place: Place, closes: datetime, now: datetime) -> bool:
    """Tell whether a desk will be free for it, or units are open for it, before the close."""
    wish = claimants.parsed(place.wish_class)
    if wish.seat == DESK:
        most = _reach(redis, place.line, (closes - now).total_seconds())
        return _ahead(tx, place, most) < most
    units = claimants.units(PHONE.releases.left(tx, now), wish)
    ahead = claimants.ahead(tx, place.line, wish, place.key, units.open + 1)
    return closing.reaches(units.open, ahead, wish.people)


def _reach(redis: Redis, line: str, left: float) -> int:
    """Return how many desks will reach, by the table that the clock writes; none where Redis is away."""
    words = None
    with suppress(LineAway), answering():
        words = cast("str | None", redis.get(lua.key(line, "pace")))
    table, (_, high) = estimate.read(words or "")
    return closing.reach(table, high, left)


def _ahead(tx: Connection, place: Place, enough: int) -> int:
    """Count those who wait for a desk with earlier keys; `enough` ends the count."""
    names = [each for each in claimants.classes(tx, place.line) if claimants.parsed(each).seat == DESK]
    mine = (_PLACE.line == place.line) & _PLACE.wish_class.in_(names) & (_PLACE.state == WAITING)
    some = select(_PLACE.id).where(mine, _PLACE.key < place.key).limit(enough).subquery()
    return tx.scalar(select(func.count()).select_from(some)) or 0
