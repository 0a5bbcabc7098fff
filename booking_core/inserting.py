"""Insert a row unless it is there, in one statement, on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from booking_core.prepared import Prepared, Row


def insert_once(tx: Connection, table: Table, **values: Any) -> bool:
    """Insert the row; False says that one with the same unique key was there already."""
    return insert_once_for_id(tx, table, **values) is not None


def insert_once_for_id(tx: Connection, table: Table, **values: Any) -> Any:
    """Insert the row and return its key; None says that one with the same unique key was there already."""
    if any(isinstance(it, ClauseElement) for it in values.values()):
        return tx.scalar(_or_nothing(tx.dialect.name, table).values(values).returning(*table.primary_key))
    row = insert_once_for(tx, table, tuple(table.primary_key), **values)
    return None if row is None else row[0]


def insert_once_for(
    tx: Connection, table: Table, columns: tuple[ColumnElement[Any], ...], **values: Any
) -> Row | None:
    """Insert the row and return these columns of it; None says that there was one with the same key."""
    return _for(tx.dialect.name, table, columns, tuple(values)).first(tx, **values)


def insert_all_once(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, but for those whose unique key is there already."""
    if rows:
        _for(tx.dialect.name, table, (), tuple(rows[0])).each(tx, rows)


def _or_nothing(engine: str, table: Table) -> Any:
    # Made anew each time: SQLAlchemy keeps on a statement what it returns, and those made of it inherit that.
    dialect = postgresql if engine == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


@cache
def _for(
    engine: str, table: Table, columns: tuple[ColumnElement[Any], ...], _names: tuple[str, ...]
) -> Prepared:
    """Return the statement for rows that give just these names."""
    insert = _or_nothing(engine, table)
    return Prepared(insert.returning(*columns) if columns else insert)
