"""What is owed to the desks' phones: a look at the carrier, because the word of a call's end may be lost."""

from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, or_, select

from booking_core import Outbox, Prepared
from queueing import tables
from queueing.ledger import COLUMNS
from queueing.place import SERVING, Place

EVERY = 10  # seconds: what a restart of everything took along is found within twice that
_DESK, _PLACE = tables.desk.c, tables.place.c


def owe(tx: Connection, line: str, now: datetime) -> None:
    """Owe a look at every leg that is supposed to be at a desk; two clocks owe the same one."""
    if _anything(tx, line):
        key = f"{line}:{int(now.timestamp()) // EVERY}"
        Outbox.put(tx, "look_at_desks", key, {"line": line}, now)


def served(tx: Connection, line: str) -> list[Place]:
    """Return the places that are in talk or on their way to a desk."""
    return [Place(*row) for row in _SERVED.all(tx, line=line)]


def _anything(tx: Connection, line: str) -> bool:
    [(found,)] = _ANYTHING.all(tx, line=line)
    return bool(found)


_LINE: BindParameter[str] = bindparam("line")
_UP = select(_DESK.agent).where(_DESK.line == _LINE, _DESK.call_sid.is_not(None))
_SERVED_HERE = select(*COLUMNS).where(_PLACE.line == _LINE, _PLACE.state == SERVING)
_SERVED = Prepared(_SERVED_HERE)
_ANYTHING = Prepared(select(or_(_UP.exists(), _SERVED_HERE.exists())))
