"""How fast a line moves, measured by the clock every few seconds: the table that the wait loop looks up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, cast

from redis import Redis
from sqlalchemy import Connection, bindparam, case, func, select

from booking_core import Database, Prepared
from queueing import lua, tables
from queueing.line import answering
from queueing.measured import desk_history, estimate, ranges, statements
from queueing.measured.course import Course, Look, looked
from queueing.place import PROMISED, WAITING
from queueing.wishes import DESK

EVERY = 5.0  # seconds
CHANGES = {"dropped": 1, "left": 1, "resumed": -1}  # who gave up, and who came back
_PLACE, _EVENT, _CLASS = tables.place.c, tables.place_event.c, tables.wish_class.c
_FOR_DESKS = _CLASS.name.startswith(f"{DESK}.")
_NAMES = Prepared(select(_CLASS.name).where(_CLASS.line == bindparam("line"), _FOR_DESKS))
_THERE = (_PLACE.wish_class == bindparam("name")) & (_PLACE.state == bindparam("state"))
_COUNTED = Prepared(select(func.count()).where(_PLACE.line == bindparam("line"), _THERE))
_LATELY = (_EVENT.at > bindparam("since")) & _EVENT.kind.in_(CHANGES)
# Asked of each event of late: joined, SQLite would begin with all the places that the line has had.
_OF_LINE = select(_PLACE.id).where(_PLACE.id == _EVENT.place_id, _PLACE.line == bindparam("line"))
_GONE = Prepared(
    select(func.sum(case(CHANGES, value=_EVENT.kind))).where(
        _LATELY, _EVENT.wish_class.startswith(f"{DESK}."), _OF_LINE.exists()
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The tables of the wait loop as they were written last, and what the pace was made from."""

    words: str | None  # of the pace
    levers: str | None
    left: dict[str, tuple[int, int]]
    course: Course | None

    @classmethod
    def read(cls, answer: object) -> Self:
        """Return what `kept.lua` answers."""
        words, levers, course, units = cast("tuple[str | None, str | None, str | None, list[str]]", answer)
        pairs = zip(units[::2], (each.split(" ") for each in units[1::2]), strict=True)
        left = {name: (int(free), int(held)) for name, (free, held) in pairs}
        return cls(words, levers, left, None if course is None else Course.read(course))


def kept(redis: Redis, line: str = "main") -> Kept:
    """Return what the clock has written."""
    with answering():
        return Kept.read(lua.run(redis, line, "kept"))


def is_recent(course: Course | None, now: datetime) -> bool:
    """Tell whether the line was measured a moment ago."""
    return course is not None and 0 <= now.timestamp() - course.at < EVERY


def measured(
    database: Database, redis: Redis, now: datetime, before: Course | None, line: str = "main"
) -> str:
    """Return the words of the table, made anew."""
    at = now.timestamp()
    with database.reading() as tx:
        seen = look(tx, line, now, now if before is None else datetime.fromtimestamp(before.at, UTC))
        spread = ranges.spread(desk_history.since_a_move(tx, _ratios, line, ranges.SERVED))
    course, found = looked(before, seen, at, estimate.PLANNED)
    with answering():
        redis.set(lua.key(line, "course"), str(course))
    return estimate.words(estimate.table(found), spread, course.reason)


def look(tx: Connection, line: str, now: datetime, last: datetime) -> Look:
    """Find what one look finds of the desks and of those who wait for one."""
    classes = [name for (name,) in _NAMES.all(tx, line=line)]
    return Look(
        desks=desk_history.on_duty(tx, line),
        talks=desk_history.last_talks(tx, line, estimate.TALKS),
        starts=desk_history.begun(tx, line, now - timedelta(seconds=estimate.STARTS_WINDOW)),
        waiting=_there(tx, line, classes, WAITING),
        promised=_there(tx, line, classes, PROMISED),
        gone=_gone(tx, line, last),
    )


def _there(tx: Connection, line: str, classes: Iterable[str], state: str) -> int:
    """Count one class after the other: all at once, each place would be looked at rather than its index."""
    return sum(count for name in classes for (count,) in _COUNTED.all(tx, line=line, name=name, state=state))


def _gone(tx: Connection, line: str, since: datetime) -> int:
    [(found,)] = _GONE.all(tx, line=line, since=since)
    return int(found or 0)


def _ratios(tx: Connection, line: str, most: int) -> list[float]:
    """Return actual over predicted waits, of the last who were served."""
    scores = statements.scored(tx, desk_history.last_served(tx, line, most))
    first = sorted(statements.first_of_each(scores), key=lambda each: each.at + each.waited)
    return [each.waited / each.predicted for each in first if each.predicted > 0]
