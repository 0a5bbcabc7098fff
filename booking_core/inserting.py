"""Insert a row unless it is there, in one statement, on both engines."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(tx: Connection, table: Table, **values: Any) -> bool:
    """Insert the row; False says that one with the same unique key was there already."""
    return insert_once_for_id(tx, table, **values) is not None


def insert_once_for_id(tx: Connection, table: Table, **values: Any) -> Any:
    """Insert the row and return its key; None says that one with the same unique key was there already."""
    computed = {name: it for name, it in values.items() if isinstance(it, ClauseElement)}
    statement = _for_id(tx.dialect.name, table)
    plain = {name: it for name, it in values.items() if name not in computed}
    return tx.scalar(statement.values(computed) if computed else statement, plain)


def insert_all_once(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, but for those whose unique key is there already."""
    if rows:
        tx.execute(_or_nothing(tx.dialect.name, table), rows)


@cache
def _or_nothing(engine: str, table: Table) -> Any:
    dialect = postgresql if engine == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing()


@cache
def _for_id(engine: str, table: Table) -> Any:
    return _or_nothing(engine, table).returning(*table.primary_key)
