"""Insert a row unless it is there, in one statement, on both engines."""

from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(tx: Connection, table: Table, **values: Any) -> bool:
    """Insert the row; False says that one with the same unique key was there already."""
    computed = {name: it for name, it in values.items() if isinstance(it, ClauseElement)}
    statement = _or_nothing(tx.dialect.name, table)
    plain = {name: it for name, it in values.items() if name not in computed}
    return tx.execute(statement.values(computed) if computed else statement, plain).first() is not None


@cache
def _or_nothing(engine: str, table: Table) -> Any:
    dialect = postgresql if engine == "postgresql" else sqlite
    return dialect.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
