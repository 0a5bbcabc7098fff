"""What is left for each class of wishes that waits for units: what the wait loop says beside people ahead."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from booking_core import Left, Prepared, Releases
from queueing import tables
from queueing.claimants import parsed
from queueing.wishes import KEYS, WishClass

_CLASS = tables.wish_class.c
_FOR_KEYS = _CLASS.name.startswith(f"{KEYS}.")
_NAMES = Prepared(select(_CLASS.name).where(_CLASS.line == bindparam("line"), _FOR_KEYS))


def left(tx: Connection, line: str, now: datetime) -> dict[str, tuple[int, int]]:
    """Return the units open and held that each class may book, by its name."""
    classes = [name for (name,) in _NAMES.all(tx, line=line)]
    return by_class(classes, Releases("phone").left(tx, now)) if classes else {}


def by_class(names: Iterable[str], units: Sequence[Left]) -> dict[str, tuple[int, int]]:
    """Return `(open, held)` of each class."""
    return {name: _of(parsed(name), units) for name in names}


def _of(wish: WishClass, units: Sequence[Left]) -> tuple[int, int]:
    usable = [each for each in units if wish.may_use(each.region_id, each.release)]
    return sum(each.open for each in usable), sum(each.held for each in usable)
