"""How fast a line moves, measured by the clock every few seconds: the table that the wait loop looks up."""

from datetime import UTC, datetime, timedelta
from typing import cast

from redis import Redis
from sqlalchemy import Connection, case, func, select

from booking_core import Database
from queueing import lua, tables
from queueing.line import answering
from queueing.measured import desk_history, estimate, ranges, statements
from queueing.measured.course import Course, Look, looked
from queueing.place import PROMISED, WAITING
from queueing.wishes import DESK

EVERY = 5.0  # seconds
CHANGES = {"dropped": 1, "left": 1, "resumed": -1}  # who gave up, and who came back
_PLACE, _EVENT, _CLASS = tables.place.c, tables.place_event.c, tables.wish_class.c


def measured(database: Database, redis: Redis, now: datetime, line: str = "main") -> str:
    """Return the words of the table: made anew, or those that were made a moment ago."""
    words, before, at = *_kept(redis, line), now.timestamp()
    if words is not None and before is not None and 0 <= at - before.at < EVERY:
        return words
    with database.reading() as tx:
        seen = look(tx, line, now, now if before is None else datetime.fromtimestamp(before.at, UTC))
        spread = ranges.spread(_ratios(tx, line))
    course, found = looked(before, seen, at, estimate.PLANNED)
    with answering():
        redis.set(lua.key(line, "course"), str(course))
    return estimate.words(estimate.table(found), spread, course.reason)


def look(tx: Connection, line: str, now: datetime, last: datetime) -> Look:
    """Find what one look finds of the desks and of those who wait for one."""
    there = _there(tx, line)
    return Look(
        desks=desk_history.on_duty(tx, line),
        talks=desk_history.last_talks(tx, line, estimate.TALKS),
        starts=desk_history.begun(tx, line, now - timedelta(seconds=estimate.STARTS_WINDOW)),
        waiting=there.get(WAITING, 0),
        promised=there.get(PROMISED, 0),
        gone=_gone(tx, line, last),
    )


def _there(tx: Connection, line: str) -> dict[str, int]:
    names = select(_CLASS.name).where(_CLASS.line == line, _CLASS.name.startswith(f"{DESK}."))
    classes = list(tx.scalars(names))
    mine = (_PLACE.line == line) & _PLACE.wish_class.in_(classes) & _PLACE.state.in_((WAITING, PROMISED))
    counted = select(_PLACE.state, func.count()).where(mine).group_by(_PLACE.state)
    return {str(state): count for state, count in tx.execute(counted)}


def _gone(tx: Connection, line: str, since: datetime) -> int:
    mine = (_EVENT.at > since) & _EVENT.kind.in_(CHANGES) & _EVENT.wish_class.startswith(f"{DESK}.")
    weight = case(CHANGES, value=_EVENT.kind)
    joined = tables.place_event.join(tables.place)
    found = select(func.sum(weight)).select_from(joined).where(mine, _PLACE.line == line)
    return int(tx.scalar(found) or 0)


def _ratios(tx: Connection, line: str) -> list[float]:
    scores = statements.scored(tx, desk_history.last_served(tx, line, ranges.SERVED))
    first = sorted(statements.first_of_each(scores), key=lambda each: each.at + each.waited)
    return [each.waited / each.predicted for each in first if each.predicted > 0]


def _kept(redis: Redis, line: str) -> tuple[str | None, Course | None]:
    with answering():
        found = redis.mget(lua.key(line, "pace"), lua.key(line, "course"))
    words, course = cast("list[str | None]", found)
    return words, None if course is None else Course.read(course)
