"""The head of a line, as screens list it: from the ledger, in the order of the keys."""

from sqlalchemy import Connection, select

from queueing import tables
from queueing.ledger import COLUMNS
from queueing.place import WAITING, Place


def first_waiting(tx: Connection, limit: int, line: str = "main") -> list[Place]:
    """Return the places that wait with the earliest keys."""
    row = tables.place.c
    mine = (row.line == line) & (row.state == WAITING)
    return [Place(*each) for each in tx.execute(select(*COLUMNS).where(mine).order_by(row.key).limit(limit))]
