"""When something of the hotline's comes to its time by itself: a deadline, an errand, a hold, a promise."""

from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, bindparam, func, select, union_all

from booking_core import Prepared, metadata

HELD = 1  # the state of a unit that is held until an instant
MAIN = "main"  # the line
NEVER = datetime.max.replace(tzinfo=UTC)


def next_due(look: Connection, now: datetime) -> datetime:
    """Return the earliest instant after which a sweep would find something to do."""
    found = [row[0] for row in _statement().all(look, now=now)]
    return min((each for each in found if each is not None), default=NEVER)


@cache
def _statement() -> Prepared:
    place, desk, errand = (metadata.tables[name].c for name in ("place", "desk", "errand"))
    unit, promise, release = (metadata.tables[name].c for name in ("unit", "promise", "release"))
    now = bindparam("now", type_=place.deadline.type)
    earliest = [
        select(func.min(place.deadline)).where(place.line == MAIN, place.deadline.is_not(None)),
        select(func.min(desk.deadline)),
        select(func.min(errand.due)).where(errand.done_at.is_(None)),
        select(func.min(unit.hold_until)).where(unit.state == HELD, unit.hold_until > now),
        select(func.min(promise.due)).where(promise.ended_at.is_(None), promise.due > now),
        select(func.min(release.opens_at)).where(release.opens_at > now),
    ]
    return Prepared(union_all(*earliest))
