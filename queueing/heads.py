"""The head of a line, as screens list it: from the ledger, in the order of the keys."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from queueing import claimants, desk_ledger, tables
from queueing.desk import AWAY, Desk
from queueing.ledger import COLUMNS
from queueing.place import WAITING, Place
from queueing.wishes import DESK, WishClass


@dataclass(frozen=True, slots=True)
class Unserved:
    """Callers who wait for a person, and nobody who is here can serve them."""

    language: str
    skill: str
    waiting: int


def first_waiting(tx: Connection, limit: int, line: str = "main", *, after: int = 0) -> list[Place]:
    """Return the places that wait with the earliest keys, `after` so many that are left out."""
    row = tables.place.c
    mine = (row.line == line) & (row.state == WAITING)
    query = select(*COLUMNS).where(mine).order_by(row.key).limit(limit).offset(after)
    return [Place(*each) for each in tx.execute(query)]


def unserved(tx: Connection, line: str = "main") -> list[Unserved]:
    """Return whom no desk that is not away can serve: who watches the line has to find somebody for them."""
    here = [desk for desk in desk_ledger.every(tx, line) if desk.state != AWAY]
    wishes = {name: WishClass.read(name) for name in claimants.classes(tx, line)}
    names = [name for name, wish in wishes.items() if wish.seat == DESK and not _served(name, here)]
    row = tables.place.c
    mine = (row.line == line) & row.wish_class.in_(names) & (row.state == WAITING)
    counted = select(row.wish_class, func.count()).where(mine).group_by(row.wish_class)
    found = tx.execute(counted.order_by(row.wish_class))
    return [Unserved(wishes[name].language, wishes[name].skill, count) for name, count in found]


def _served(wish_class: str, desks: list[Desk]) -> bool:
    return any(desk.serves(wish_class) for desk in desks)
