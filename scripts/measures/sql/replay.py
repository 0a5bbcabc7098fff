"""A recording as a template: the same statements for somebody else, asked by nothing but the driver.

A parameter of the new run is what the old one's stood for: a value that was given, one that is drawn anew
each time (an id, a number that is read out, a key), a cell of an earlier answer, or else the same again.
"""

import re
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from booking_core import spoken_number
from scripts.measures.sql.recording import Recording, Rows, Statement

SMALL, LARGE = 50, 10**15  # below is a state, a version or a limit; above is a key
LOOKED_AT = 3  # rows of an answer: nobody is offered more
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (re.compile(r"[0-9a-f]{32}"), lambda: uuid4().hex),
    (re.compile(r"\d{8}"), spoken_number),
)
Answers = list[Rows | None]


class NotThere(Exception):
    """An answer has fewer rows than it had when it was recorded."""


@dataclass(slots=True)
class Known:
    """What one run knows: what was given, what it has drawn, and what it was answered so far."""

    given: Mapping[str, Any]
    drawn: list[Any]
    answers: Answers = field(default_factory=list)

    def cell(self, statement: int, row: int, column: int) -> Any:
        rows = self.answers[statement] or []
        if row >= len(rows):
            raise NotThere(NotThere.__doc__)
        return rows[row][column]


Find = Callable[[Known], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement, and how the parameters of each of its rows are found, by name or in order."""

    sql: str
    rows: tuple[Mapping[str, Find] | tuple[Find, ...], ...]
    many: bool
    answers: bool


class Template:
    """The statements of one transaction, for anybody."""

    def __init__(self, recording: Recording, given: Mapping[str, Hashable]) -> None:
        self._finds: dict[Any, Find] = {value: _given(name) for name, value in given.items()}
        self._draws: list[Callable[[], Any]] = []
        self.steps: list[Step] = []
        for statement in recording.statements:
            self.steps.append(self._step(statement))
            self._learn(statement.rows or [])

    def run(self, cursor: Any, given: Mapping[str, Any]) -> Known:
        """Ask all of it and return what is known then; raises NotThere where an answer falls short."""
        known = Known(given, [draw() for draw in self._draws])
        for step in self.steps:
            rows = [_filled(row, known) for row in step.rows]
            if step.many:
                cursor.executemany(step.sql, rows)
            else:
                cursor.execute(step.sql, rows[0])
            known.answers.append(cursor.fetchall() if step.answers else None)
        return known

    def of(self, value: Hashable, known: Known) -> Any:
        """Return what stands in a run for a value of the recording."""
        return self._finds[value](known)

    def _step(self, it: Statement) -> Step:
        rows = it.parameters if it.many else [it.parameters]
        return Step(it.sql, tuple(self._row(row) for row in rows), it.many, it.rows is not None)

    def _row(self, row: Any) -> Mapping[str, Find] | tuple[Find, ...]:
        if isinstance(row, Mapping):
            return {name: self._find(value) for name, value in row.items()}
        return tuple(self._find(value) for value in row)

    def _find(self, value: Any) -> Find:
        if not isinstance(value, Hashable):
            return _same(value)
        if value not in self._finds and (draw := _drawer(value)) is not None:
            self._finds[value] = _drawn(len(self._draws))
            self._draws.append(draw)
        return self._finds.get(value) or _same(value)

    def _learn(self, rows: Rows) -> None:
        """Remember where an answer has what a later statement may ask with."""
        for at, row in enumerate(rows[:LOOKED_AT]):
            for column, value in enumerate(row):
                if isinstance(value, Hashable) and _is_distinct(value):
                    self._finds.setdefault(value, _cell(len(self.steps) - 1, at, column))


def _filled(row: Mapping[str, Find] | tuple[Find, ...], known: Known) -> Any:
    if isinstance(row, Mapping):
        return {name: find(known) for name, find in row.items()}
    return tuple(find(known) for find in row)


def _is_distinct(value: Any) -> bool:
    if isinstance(value, bool | None):
        return False
    return value > SMALL if isinstance(value, int) else not isinstance(value, str) or len(value) > 7  # noqa: PLR2004


def _drawer(value: Any) -> Callable[[], Any] | None:
    if isinstance(value, int) and value > LARGE:
        return lambda: time.time_ns() // 1000  # a key: milliseconds and a sequence
    if not isinstance(value, str):
        return None
    return next((draw for shape, draw in _SHAPES if shape.fullmatch(value)), None)


def _given(name: str) -> Find:
    return lambda known: known.given[name]


def _drawn(at: int) -> Find:
    return lambda known: known.drawn[at]


def _cell(statement: int, row: int, column: int) -> Find:
    return lambda known: known.cell(statement, row, column)


def _same(value: Any) -> Find:
    return lambda _known: value
