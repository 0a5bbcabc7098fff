"""Many rows, a batch at a time: one statement for each row would take minutes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, insert, update

T = TypeVar("T")

AT_ONCE = 1_000  # as many as any engine takes in one list
MANY = 20_000  # as many as are sent to it at once


def batches(items: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def insert_all(tx: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert every row."""
    for batch in batches(rows, MANY):
        tx.execute(insert(table), batch)


def update_all(tx: Connection, table: Table, names: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    """Change these columns of rows that are found by their primary key."""
    (key,) = table.primary_key.columns
    to: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
    statement = update(table).where(key == bindparam("of")).values(to)
    for batch in batches(rows, MANY):
        tx.execute(
            statement, [{"of": row[key.name]} | {f"to_{name}": row[name] for name in to} for row in batch]
        )
