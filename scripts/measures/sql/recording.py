"""What the product asks of a database, written down with what was answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Engine, event
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

from booking_core import Prepared

Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class Statement:
    """One statement as the driver got it, and the rows that it gave, if it gives any."""

    sql: str
    parameters: Any  # a tuple or a mapping; a list of them where `many`
    many: bool
    rows: Rows | None = None


@dataclass(slots=True)
class Recording:
    """Statements in the order in which they were asked."""

    statements: list[Statement] = field(default_factory=list)


@contextmanager
def recorded(engine: Engine) -> Iterator[Recording]:
    """Write down everything that is asked of this engine meanwhile, commits too."""
    recording = Recording()

    def after(_c: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:  # noqa: FBT001
        rows: Rows | None = None
        if cursor.description is not None:
            rows = [tuple(row) for row in cursor.fetchall()]
            context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(cursor, initial_buffer=rows)
        recording.statements.append(Statement(sql, parameters, many, rows))

    def commit(_c: Any) -> None:
        recording.statements.append(Statement("COMMIT", (), many=False))

    listeners: dict[str, Callable[..., Any]] = {"after_cursor_execute": after, "commit": commit}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        with _prepared(engine, recording):
            yield recording
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


@contextmanager
def _prepared(engine: Engine, recording: Recording) -> Iterator[None]:
    """Write down what is asked by prepared statements: SQLAlchemy does not see what they give."""
    asked, room = Prepared.asked, cast("Any", Prepared)

    def note(tx: Any, it: Any, values: Any, *, many: bool = False) -> Rows:
        rows = asked(tx, it, values, many=many)
        if tx.engine is engine:
            found = rows if it.gives_rows else None
            recording.statements.append(Statement(it.sql, values, many, found))
        return rows

    room.asked = staticmethod(note)
    try:
        yield
    finally:
        room.asked = staticmethod(asked)
