"""What one transaction asks over and over, and nobody changes meanwhile: looked up once.

Only a transaction that says that it loads nothing does so: clinics, releases, letters and the campaign are as
they were when it first asked. All is looked up anew once it has taken a unit or given one back, or has gone
back to a savepoint.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

T = TypeVar("T")
_known: WeakKeyDictionary[Connection, dict[tuple[Hashable, ...], Any]] = WeakKeyDictionary()


def loads_nothing(tx: Connection) -> None:
    """Let what is loaded be looked up once, from here to the end of this transaction."""
    _known[tx] = {}


def ends(tx: Connection) -> None:
    """Let go of what was looked up: the connection may be the next transaction's."""
    _known.pop(tx, None)


def look_up(tx: Connection, read: Callable[..., T], *asked: Hashable) -> T:
    """Return what `read` finds, or found when this transaction asked the same before."""
    known = _known.get(tx)
    if known is None:
        return read(tx, *asked)
    name = (read, *asked)
    if name not in known:
        known[name] = read(tx, *asked)
    found: T = known[name]
    return found


def forget(tx: Connection) -> None:
    """Look everything up anew: something has changed, or a lock was waited for."""
    known = _known.get(tx)
    if known is not None:
        known.clear()
