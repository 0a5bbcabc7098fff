"""Who stands before whom for the same units: counted in the ledger, and never further than the units reach.

Whoever waits for a desk and has said for whom may book any unit there is, as long as there are desks to ask.
Whoever called earlier and still answers the questions may wish for any unit too: a turn does not go to who
types faster. They are waited for as long as that takes as a rule, and no longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, func, select

from booking_core import Left, has_claims, insert_once
from queueing import tables
from queueing.desk import AWAY
from queueing.place import DROPPED, PROMISED, REGISTERED, WAITING, arrival_of
from queueing.today import is_for_today
from queueing.wishes import DESK, KEYS, WishClass

_PLACE, _CLASS, _DESK = tables.place.c, tables.wish_class.c, tables.desk.c
_PROMISE, _LEG = tables.promise.c, tables.leg.c
STANDING = (WAITING, DROPPED, PROMISED, REGISTERED)
SAYING = timedelta(minutes=4)  # from the answer of a call to its wish: so much is typed and heard by then
DESK_HEADS = 1000  # looked at for each class of desks: who is further back is not before anybody for long


@dataclass(frozen=True, slots=True)
class Units:
    """What one class may book just now."""

    open: int
    held: int


def units(left: Iterable[Left], of: WishClass) -> Units:
    """Return the units that a class may book."""
    mine = [each for each in left if of.may_use(each.region_id, each.release)]
    return Units(sum(each.open for each in mine), sum(each.held for each in mine))


def lock(tx: Connection, line: str) -> None:
    """Be the only one who gives units of this line away, until the transaction ends."""
    insert_once(tx, tables.line, name=line)
    tx.execute(select(tables.line).where(tables.line.c.name == line).with_for_update())


def classes(tx: Connection, line: str) -> list[str]:
    """Return the classes that places of the line have had."""
    return list(tx.scalars(select(_CLASS.name).where(_CLASS.line == line)))


@lru_cache(maxsize=10_000)
def parsed(name: str) -> WishClass:
    """Return the class of a name."""
    return WishClass.read(name)


def ahead(tx: Connection, line: str, mine: WishClass, key: int, enough: int) -> int:
    """Count, up to `enough`, the people with earlier keys who may book the same units and had no turn.

    Each place is one person at least, so no more places are looked at than that: behind a million it takes
    as long as behind a thousand.
    """
    names = classes(tx, line)
    rivals = [name for name in names if mine.rivals(parsed(name))]
    found = _people(tx, line, rivals, key, enough)
    return min(enough, found + sum(people for _, people in asking_a_desk(tx, line, names, key)))


def saying(tx: Connection, line: str, key: int, now: datetime, enough: int) -> int:
    """Count, up to `enough`, the calls before a key that still have to say their wish.

    Who has a place, or had units in this call, has said it.
    """
    if enough <= 0:
        return 0
    called = (_LEG.line == line, _LEG.answered_at > now - SAYING, _LEG.answered_at < arrival_of(key))
    silent = (_LEG.ended_at.is_(None), _LEG.place_id.is_(None), ~has_claims(_LEG.call_sid))
    some = select(_LEG.id).where(*called, *silent).limit(enough).subquery()
    return tx.scalar(select(func.count()).select_from(some)) or 0


def is_next(
    tx: Connection, line: str, left: Sequence[Left], mine: WishClass, key: int, now: datetime
) -> bool:
    """Tell whether a rival with an earlier key stands beside units that would do: theirs is the next turn."""
    rivals = [name for name in classes(tx, line) if mine.rivals(parsed(name))]
    able = [name for name in rivals if units(left, parsed(name)).open >= parsed(name).people]
    ids = heads(tx, line, able, now, promised=False) if able else []
    first = select(_PLACE.id).where(_PLACE.id.in_(ids), _PLACE.key < key).limit(1)
    return bool(ids) and tx.execute(first).first() is not None


def asking_a_desk(
    tx: Connection, line: str, names: Iterable[str], before: int | None = None
) -> list[tuple[int, int]]:
    """Return `(key, people)` of those who wait for a desk and have said for whom; none without desks."""
    if (
        tx.execute(select(_DESK.agent).where(_DESK.line == line, _DESK.state != AWAY).limit(1)).first()
        is None
    ):
        return []
    found: list[tuple[int, int]] = []
    for name in names:
        if parsed(name).seat == DESK:
            rows = select(_PLACE.key, _PLACE.people).where(*_standing(line, [name], before))
            heads = tx.execute(rows.order_by(_PLACE.key).limit(DESK_HEADS))
            found += [(key, people) for key, people in heads if people]
    return found


def heads(tx: Connection, line: str, names: Iterable[str], now: datetime, *, promised: bool) -> list[int]:
    """Return the ids of the first who wait, and of the first who are away, of each class; never a scan.

    Asked for, those who were `promised` a callback are among them, where one is due.
    """
    wanted = [name for name in names if parsed(name).seat == KEYS]
    firsts = [_first(line, state, is_for_today(now)).label(state) for state in (WAITING, DROPPED)]
    if promised:
        firsts.append(_first(line, PROMISED, is_due(now)).label(PROMISED))
    rows = tx.execute(select(*firsts).where(_CLASS.line == line, _CLASS.name.in_(wanted)))
    return [place for row in rows for place in row if place is not None]


def is_due(now: datetime) -> ColumnElement[bool]:
    """Tell, as a condition on places, whether a callback is owed to one and may be made."""
    owed = (_PROMISE.place_id == _PLACE.id) & _PROMISE.ended_at.is_(None) & (_PROMISE.due <= now)
    return select(_PROMISE.place_id).where(owed).correlate(tables.place).exists() & is_for_today(now)


def promised(tx: Connection, line: str, names: Iterable[str], of: WishClass, key: int, now: datetime) -> int:
    """Count the people with earlier keys who may book the same units, and whose callback is due."""
    rivals = [name for name in names if of.rivals(parsed(name))]
    mine = [*_standing(line, rivals, key), _PLACE.state == PROMISED, is_due(now)]
    return tx.scalar(select(func.coalesce(func.sum(_PLACE.people), 0)).where(*mine)) or 0


def _first(line: str, state: str, *more: ColumnElement[bool]) -> ColumnElement[int]:
    mine = (_PLACE.wish_class == _CLASS.name, _PLACE.state == state, _PLACE.turn_at.is_(None), *more)
    first = select(_PLACE.id).where(_PLACE.line == line, *mine).order_by(_PLACE.key).limit(1)
    return first.correlate(tables.wish_class).scalar_subquery()


def _people(tx: Connection, line: str, names: list[str], key: int, enough: int) -> int:
    if not names:
        return 0
    some = select(_PLACE.people).where(*_standing(line, names, key)).limit(enough).subquery()
    return tx.scalar(select(func.coalesce(func.sum(some.c.people), 0))) or 0


def _standing(line: str, names: list[str], before: int | None) -> list[ColumnElement[bool]]:
    earlier = [] if before is None else [_PLACE.key < before]
    mine = [_PLACE.line == line, _PLACE.wish_class.in_(names), _PLACE.state.in_(STANDING)]
    return [*mine, _PLACE.turn_at.is_(None), *earlier]
