"""Statements of the busiest webhooks: compiled once for each engine, asked by the driver's own cursor.

SQLAlchemy works out anew, each time, how values go in and rows come out, which takes several times what the
driver does. Here that is kept. All else is as ever: the same transaction, the same kinds of columns, and its
errors, so that `Database.run` tries again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors

Change = Callable[[Any], Any]
Changes = tuple[tuple[int, Change], ...]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement as one engine takes it: its values in order or by name, and what they are changed by.

    `lists` are the names of lists, and those of what is in them: other lengths make another statement.
    """

    sql: str
    order: tuple[str, ...] | None
    constant: Mapping[str, Any]
    lists: Mapping[str, list[str]]
    into: Mapping[str, Change]
    out: Changes
    gives_rows: bool

    def filled(self, given: Mapping[str, Any]) -> Any:
        """Return the values for the driver."""
        all_of_them = {**self.constant, **given}
        for name, names in self.lists.items():
            all_of_them.update(zip(names, all_of_them.pop(name), strict=True))
        for name, change in self.into.items():
            all_of_them[name] = change(all_of_them[name])
        return all_of_them if self.order is None else tuple([all_of_them[name] for name in self.order])

    def read(self, rows: list[Row]) -> list[Row]:
        """Return what the driver found, as the columns say it."""
        return [self._row(row) for row in rows] if self.out else rows

    def _row(self, row: Row) -> Row:
        cells = list(row)
        for at, change in self.out:
            cells[at] = change(cells[at])
        return tuple(cells)


def plain(sql: str) -> Compiled:
    """Return a statement without values or rows, as every engine takes it."""
    return Compiled(sql, order=(), constant={}, lists={}, into={}, out=(), gives_rows=False)


class Prepared:
    """One statement whose parameters are always given by the same names."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._lists = tuple(_lists_of(statement))
        self._kept: dict[tuple[Any, ...], Compiled] = {}

    def all(self, tx: Connection, **given: Any) -> list[Row]:
        """Return the rows that it finds, or none where it gives none."""
        it = self.for_engine(tx.dialect, given)
        if not tx.in_transaction():
            tx.begin()
        return it.read(self.asked(tx, it, it.filled(given)))

    def each(self, tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do it with each of these, all of the same names; for statements that give no rows."""
        it = self.for_engine(tx.dialect, rows[0])
        if not tx.in_transaction():
            tx.begin()
        filled = [it.filled(row) for row in rows]
        is_one = len(filled) == 1  # which psycopg sends in less time by itself
        self.asked(tx, it, filled[0] if is_one else filled, many=not is_one)

    def first(self, tx: Connection, **given: Any) -> Row | None:
        """Return the first row."""
        return next(iter(self.all(tx, **given)), None)

    def for_engine(self, dialect: Dialect, given: Mapping[str, Any]) -> Compiled:
        """Compile it, once for lists of such lengths."""
        shape = (dialect.name, *[len(given[name]) for name in self._lists])
        if shape not in self._kept:
            self._kept[shape] = _compiled(self._statement, dialect, given)
        return self._kept[shape]

    @staticmethod
    def asked(tx: Connection, it: Compiled, values: Any, *, many: bool = False) -> list[Row]:
        """Let the driver do it, and return what it found; raises what SQLAlchemy raises."""
        cursor = tx.connection.cursor()
        try:
            for hears in tx.engine.dispatch.before_cursor_execute:  # whoever listens to it hears too
                hears(tx, cursor, it.sql, values, None, many)
            (cursor.executemany if many else cursor.execute)(it.sql, values)
            rows = list(cursor.fetchall()) if it.gives_rows else []
        except Exception as fault:
            raise _as_ever(tx, it.sql, fault, cursor) from fault
        else:
            return rows
        finally:
            cursor.close()


def _as_ever(tx: Connection, sql: str, fault: Exception, cursor: Any) -> Exception:
    drivers = tx.dialect.loaded_dbapi
    if not isinstance(fault, drivers.Error):
        return fault
    is_gone = tx.dialect.is_disconnect(fault, tx.connection.dbapi_connection, cursor)
    if is_gone:
        tx.invalidate(fault)
    return DBAPIError.instance(
        sql,
        None,
        fault,
        drivers.Error,
        hide_parameters=True,
        connection_invalidated=is_gone,
        dialect=tx.dialect,
    )


def _lists_of(statement: Any) -> Iterator[str]:
    for each in visitors.iterate(statement):
        if isinstance(each, BindParameter) and each.expanding and each.required:
            yield each.key


def _compiled(statement: Any, dialect: Dialect, given: Mapping[str, Any]) -> Compiled:
    it = _with_own_values(statement, given).compile(dialect=dialect, column_keys=list(given))
    whole = it.construct_expanded_state({**it.params, **given})
    kinds = {name: bind.type.dialect_impl(dialect) for bind, name in it.bind_names.items()}
    into = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
    columns = [column.type.dialect_impl(dialect) for column in statement.exported_columns]
    out = [(at, kind.result_processor(dialect, None)) for at, kind in enumerate(columns)]
    return Compiled(
        sql=whole.statement,
        order=tuple(whole.positiontup or ()) if it.positional else None,
        constant=_constant(whole.parameters, whole.parameter_expansion, given),
        lists={name: names for name, names in whole.parameter_expansion.items() if name in given},
        into=_each_of(into, whole.parameter_expansion),
        out=tuple((at, change) for at, change in out if change is not None),
        gives_rows=bool(columns),
    )


def _with_own_values(statement: Any, given: Mapping[str, Any]) -> Any:
    """Return the statement with the words and numbers that are its own written in it.

    Given to SQLite as values, those that a partial index asks for make it plan the statement anew each time.
    """

    def written(bind: BindParameter[Any]) -> None:
        own = bind.value if isinstance(bind.value, list | tuple) else [bind.value]
        if bind.key not in given and all(isinstance(each, str | int) for each in own):
            bind.literal_execute = True

    return visitors.cloned_traverse(statement, {}, {"bindparam": written})


def _constant(
    known: Mapping[str, Any], expanded: Mapping[str, list[str]], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values that are in the statement itself and not written in it."""
    of_lists = {each for name, names in expanded.items() if name in given for each in names}
    return {name: it for name, it in known.items() if name not in given and name not in of_lists}


def _each_of(into: Mapping[str, Change | None], expanded: Mapping[str, list[str]]) -> dict[str, Change]:
    """Return how each value goes in; those of a list go in alike."""
    names = ((each, change) for name, change in into.items() for each in expanded.get(name, [name]))
    return {name: change for name, change in names if change is not None}
