"""Who stands before whom for the same units: counted in the ledger, and never further than the units reach.

Whoever waits for a desk and has said for whom may book any unit there is, as long as there are desks to ask.
Whoever called earlier and still answers the questions may wish for any unit too. Where there may not be
enough for all who have called, they are waited for as long as that takes as a rule, and no longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, select

from booking_core import Left, Prepared, forget, has_claims, insert_once
from queueing import tables
from queueing.desk import AWAY
from queueing.place import BREATH, DROPPED, PROMISED, REGISTERED, WAITING, arrival_of
from queueing.today import is_for_today
from queueing.wishes import DESK, KEYS, WishClass

_PLACE, _CLASS, _DESK = tables.place.c, tables.wish_class.c, tables.desk.c
_PROMISE, _LEG = tables.promise.c, tables.leg.c
STANDING = (WAITING, DROPPED, PROMISED, REGISTERED)
LATEST = 2**62  # later than any key
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
    _LOCK.all(tx, line=line)
    forget(tx)  # who had the lock may have taken units, or given some back


def classes(tx: Connection, line: str) -> list[str]:
    """Return the classes that places of the line have had."""
    return [name for (name,) in _NAMES.all(tx, line=line)]


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
    desks = [name for name in names if parsed(name).seat == DESK]
    if desks and _STAFFED.first(tx, line=line) is not None:
        rivals += desks
    return min(enough, _people(tx, line, rivals, key, enough))


def has_to_wait(tx: Connection, line: str, mine: WishClass, key: int, there: Units, now: datetime) -> bool:
    """Tell whether a turn has to wait for earlier callers, who just answer the questions or hang up.

    It does not while there is enough for all who have called: then nobody loses by it. Where there may not
    be, who called first is to choose first; so is who has asked to be called, and has to put the receiver
    down before it rings.
    """
    if not _saying(tx, line, arrival_of(key), now, 1) and not _rung_soon(tx, line, mine, key, now):
        return False
    standing = ahead(tx, line, mine, LATEST, enough := there.open + 1)
    everybody = now + SAYING  # who calls at this very instant too
    return standing + _saying(tx, line, everybody, now, enough - standing) >= enough


def is_next(
    tx: Connection, line: str, left: Sequence[Left], mine: WishClass, key: int, now: datetime
) -> bool:
    """Tell whether a rival with an earlier key stands beside units that would do: theirs is the next turn."""
    rivals = [name for name in classes(tx, line) if mine.rivals(parsed(name))]
    able = [name for name in rivals if units(left, parsed(name)).open >= parsed(name).people]
    ids = heads(tx, line, able, now, promised=False) if able else []
    return bool(ids) and _BEFORE.first(tx, places=ids, before=key) is not None


def asking_a_desk(tx: Connection, line: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return `(key, people)` of those who wait for a desk and have said for whom; none without desks."""
    desks = [name for name in names if parsed(name).seat == DESK]
    if not desks or _STAFFED.first(tx, line=line) is None:
        return []
    return [each for name in desks for each in _asking(tx, line, name) if each[1]]


def heads(tx: Connection, line: str, names: Iterable[str], now: datetime, *, promised: bool) -> list[int]:
    """Return the ids of the first who wait, and of the first who are away, of each class; never a scan.

    Asked for, those who were `promised` a callback are among them, where one is due.
    """
    wanted = [name for name in names if parsed(name).seat == KEYS]
    rows = (_HEADS_PROMISED if promised else _HEADS).all(tx, line=line, now=now, names=wanted)
    return [place for row in rows for place in row if place is not None]


def is_due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Tell, as a condition on places, whether a callback is owed to one and may be made."""
    owed = (_PROMISE.place_id == _PLACE.id) & _PROMISE.ended_at.is_(None) & (_PROMISE.due <= now)
    return select(_PROMISE.place_id).where(owed).correlate(tables.place).exists() & is_for_today(now)


def promised(tx: Connection, line: str, names: Iterable[str], of: WishClass, key: int, now: datetime) -> int:
    """Count the people with earlier keys who may book the same units, and whose callback is due."""
    rivals = [name for name in names if of.rivals(parsed(name))]
    [(count,)] = _PROMISED.all(tx, line=line, names=rivals, before=key, now=now)
    return int(count)


def _asking(tx: Connection, line: str, name: str) -> list[tuple[int, int]]:
    """Return the first of a class: state after state, for so the index has them by key."""
    found = [row for state in STANDING for row in _ASKING.all(tx, line=line, name=name, state=state)]
    return sorted((key, people) for key, people in found)[:DESK_HEADS]


def _saying(tx: Connection, line: str, before: datetime, now: datetime, enough: int) -> int:
    """Count, up to `enough`, the calls before an instant that still have to say their wish.

    Who has a place, or had units in this call, has said it.
    """
    if enough <= 0:
        return 0
    [(count,)] = _SAYING.all(tx, line=line, since=now - SAYING, before=before, enough=enough)
    return int(count)


def _rung_soon(tx: Connection, line: str, of: WishClass, key: int, now: datetime) -> bool:
    """Tell whether the callback of an earlier key that may book the same units is due within a breath."""
    rivals = [name for name in classes(tx, line) if of.rivals(parsed(name))]
    given = {"line": line, "names": rivals, "before": key, "now": now, "soon": now + BREATH}
    return bool(rivals) and _RUNG_SOON.first(tx, **given) is not None


def _first(state: str, *more: ColumnElement[bool]) -> ColumnElement[int]:
    mine = (_PLACE.wish_class == _CLASS.name, _PLACE.state == state, _PLACE.turn_at.is_(None), *more)
    first = select(_PLACE.id).where(_PLACE.line == _LINE, *mine).order_by(_PLACE.key).limit(1)
    return first.correlate(tables.wish_class).scalar_subquery()


def _people(tx: Connection, line: str, names: list[str], key: int, enough: int) -> int:
    if not names:
        return 0
    [(count,)] = _AHEAD.all(tx, line=line, names=names, before=key, enough=enough)
    return int(count)


# Statements of every sweep and of whoever joins: building one costs more than asking it.
_LINE: BindParameter[str] = bindparam("line")
_NOW = bindparam("now", type_=_PLACE.deadline.type)
_GIVEN = _PLACE.wish_class.in_(bindparam("names", expanding=True))
_STANDING = (
    (_PLACE.line == _LINE) & _GIVEN & _PLACE.state.in_(STANDING),
    _PLACE.turn_at.is_(None) & (_PLACE.key < bindparam("before")),
)
_LOCK = Prepared(select(tables.line.c.name).where(tables.line.c.name == _LINE).with_for_update())
_NAMES = Prepared(select(_CLASS.name).where(_CLASS.line == _LINE))
_CALLED = (_LEG.answered_at > bindparam("since")) & (_LEG.answered_at < bindparam("before"))
_SILENT = _LEG.ended_at.is_(None) & _LEG.place_id.is_(None) & ~has_claims(_LEG.call_sid)
_STILL = select(_LEG.id).where(_LEG.line == _LINE, _CALLED, _SILENT).limit(bindparam("enough")).subquery()
_SAYING = Prepared(select(func.count()).select_from(_STILL))
_THESE = _PLACE.id.in_(bindparam("places", expanding=True))
_BEFORE = Prepared(select(_PLACE.id).where(_THESE, _PLACE.key < bindparam("before")).limit(1))
_STAFFED = Prepared(select(_DESK.agent).where(_DESK.line == _LINE, _DESK.state != AWAY).limit(1))
_OF_ONE = (_PLACE.wish_class == bindparam("name")) & (_PLACE.state == bindparam("state"))
_ASKS = select(_PLACE.key, _PLACE.people).where(_PLACE.line == _LINE, _OF_ONE, _PLACE.turn_at.is_(None))
_ASKING = Prepared(_ASKS.order_by(_PLACE.key).limit(DESK_HEADS))
_FIRSTS = [_first(state, is_for_today(_NOW)).label(state) for state in (WAITING, DROPPED)]
_OF_CLASSES = (_CLASS.line == _LINE) & _CLASS.name.in_(bindparam("names", expanding=True))
_HEADS = Prepared(select(*_FIRSTS).where(_OF_CLASSES))
_FIRST_PROMISED = _first(PROMISED, is_due(_NOW)).label(PROMISED)
_HEADS_PROMISED = Prepared(select(*_FIRSTS, _FIRST_PROMISED).where(_OF_CLASSES))
_PROMISED = Prepared(
    select(func.coalesce(func.sum(_PLACE.people), 0)).where(
        *_STANDING, _PLACE.state == PROMISED, is_due(_NOW)
    )
)
_WHOSE = select(_PLACE.id).where(*_STANDING, _PLACE.state == PROMISED, _PLACE.id == _PROMISE.place_id)
_SOON = (_PROMISE.due > _NOW) & (_PROMISE.due <= bindparam("soon", type_=_PLACE.deadline.type))
_RUNG_SOON = Prepared(
    select(_PROMISE.place_id).where(_SOON, _PROMISE.ended_at.is_(None), _WHOSE.exists()).limit(1)
)
_SOME = select(_PLACE.people).where(*_STANDING, _PLACE.people > 0).limit(bindparam("enough")).subquery()
_AHEAD = Prepared(select(func.coalesce(func.sum(_SOME.c.people), 0)))
