"""What was said of positions and waits: copied from the stream to SQL, so that the wait loop needs no SQL.

The stream's own ids are the keys, so that copying twice is copying once; where the copying was is kept in
Redis, and lost only together with the stream. What was trimmed meanwhile is lost to the score, and to
nothing else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from redis import Redis
from sqlalchemy import BindParameter, Connection, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from booking_core import Database, Prepared
from queueing import lua, tables
from queueing.line import answering
from queueing.measured.calibration import Scored
from queueing.waiting import announcement

BATCH = 500
MOST = 200  # batches at once: as much as the stream keeps
TOLD = "told"
Entry = tuple[str, dict[str, str]]  # its id in the stream, and its words
_PLACE, _EVENT, _SAID = tables.place.c, tables.place_event.c, tables.statement.c
_PLACES: BindParameter[int] = bindparam("places", expanding=True)
_AWAY = select(_EVENT.place_id).where(_EVENT.place_id.in_(_PLACES), _EVENT.kind == "dropped")
_TOLD = (_SAID.place_id, _SAID.at, _SAID.position, _SAID.predicted, _SAID.low, _SAID.high, _SAID.reason)
_STAYED = _SAID.place_id.in_(_PLACES) & _SAID.place_id.not_in(_AWAY)
_SCORED = Prepared(select(*_TOLD).where(_STAYED, _SAID.predicted.is_not(None)).order_by(_SAID.at))
_EPOCH = datetime.fromtimestamp(0, UTC)


def copy(database: Database, redis: Redis, line: str, pace: str | None) -> int:
    """Copy what was told since the last time, by the words of this pace; return how many announcements."""
    # A first announcement is the table's seconds times this, so that the prediction can be read off it.
    spread = float(pace.split()[1]) if pace else None
    return sum(_copy(database, redis, line, batch, spread) for batch in _batches(redis, line))


def scored(tx: Connection, served: Mapping[int, datetime]) -> list[Scored]:
    """Score all waits that were said to places, served by now, that stayed on the phone all the time."""
    rows = _SCORED.all(tx, places=list(served)) if served else []
    return [_score(served[row[0]], *row) for row in rows if row[1] <= served[row[0]]]


def _score(seated: datetime, place: int, at: datetime, *said: Any) -> Scored:
    position, predicted, low, high, reason = said
    return Scored(
        place, at.timestamp(), position, predicted, low, high, reason, (seated - at).total_seconds()
    )


def first_of_each(scores: Sequence[Scored]) -> list[Scored]:
    """Return what each place was told first: what follows is held to it."""
    return list({each.place: each for each in reversed(scores)}.values())[::-1]


def _batches(redis: Redis, line: str) -> Iterator[list[Entry]]:
    for _ in range(MOST):
        with answering():
            last = cast("str | None", redis.get(lua.key(line, "copied")))
            found = redis.xrange(lua.key(line, "events"), f"({last}" if last else "-", count=BATCH)
        entries = cast("list[Entry]", found)
        if entries:
            yield entries
        if len(entries) < BATCH:
            return


def _copy(database: Database, redis: Redis, line: str, batch: list[Entry], spread: float | None) -> int:
    rows = [_row(line, entry, told[TOLD], spread) for entry, told in batch if TOLD in told]
    if rows:
        database.run(lambda tx: _insert(tx, rows))
    with answering():
        redis.set(lua.key(line, "copied"), batch[-1][0])
    return len(rows)


def _row(line: str, entry: str, told: str, spread: float | None) -> dict[str, Any]:
    place, _, said = told.partition("|")
    words = announcement(said)
    high = _number(words["high"])
    return {
        "id": entry,
        "line": line,
        "place_id": int(place),
        "at": _EPOCH + timedelta(milliseconds=int(words["at"])),
        "position": int(words["position"]),
        "predicted": round(high / spread) if high is not None and spread else None,
        "low": _number(words["low"]),
        "high": high,
        "reason": words["reason"] or None,
        "ahead": _number(words["ahead"]),
        "units": _number(words["open"]),
    }


def _number(word: str) -> int | None:
    return int(word) if word else None


def _insert_once(insert: Callable[[Table], Any]) -> Prepared:
    """Return the statement for what was told to a place that there is."""
    row = [bindparam(column.name, type_=column.type) for column in tables.statement.c]
    told = select(*row).where(_PLACE.id == bindparam("place_id"))
    there = insert(tables.statement).from_select(tables.statement.c.keys(), told)
    return Prepared(there.on_conflict_do_nothing())


_INSERTS = {"sqlite": _insert_once(sqlite.insert), "postgresql": _insert_once(postgresql.insert)}


def _insert(tx: Connection, rows: list[dict[str, Any]]) -> None:
    _INSERTS[tx.dialect.name].each(tx, rows)
