"""The truth about places: each move is one conditional statement and one row of history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, literal_column, select, update

from booking_core import Prepared, insert_once, insert_once_for, spoken_number
from queueing import desk_ledger, identity, promises, tables
from queueing.legs import Leg
from queueing.place import ACTIVE, FINAL, WAITING, Place, deadline, sources
from queueing.wishes import birth_dates, class_of, people

_PLACE = tables.place.c
COLUMNS = [_PLACE[field.name] for field in fields(Place) if field.name in _PLACE]
# Statements of the busiest webhooks are built once: building one costs more than asking it.
_BY_ID = select(*COLUMNS).where(_PLACE.id == bindparam("place"))
_THIS, _THIS_LOCKED = Prepared(_BY_ID), Prepared(_BY_ID.with_for_update())
_OF_TICKET = Prepared(select(*COLUMNS).where(_PLACE.ticket == bindparam("ticket")))
_OF_PHONE = Prepared(
    select(*COLUMNS)
    .where(_PLACE.line == bindparam("line"), _PLACE.phone == bindparam("phone"), _PLACE.state.in_(ACTIVE))
    .order_by(_PLACE.key)
)
_REMEMBER = Prepared(insert(tables.place_event))
_HAS_ORDER: ColumnElement[int] = literal_column(  # for SQLite, RETURNING names no tables unless told so
    "EXISTS (SELECT 1 FROM wish_class WHERE wish_class.line = place.line AND name = place.wish_class)"
)


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one of many places: its state, what else changes, and what is noted of it."""

    place: Place
    state: str
    changes: Mapping[str, Any]
    note: dict[str, Any] | None = None


def read(tx: Connection, place_id: int, *, lock: bool = False) -> Place | None:
    """Return a place as it stands."""
    return _place((_THIS_LOCKED if lock else _THIS).first(tx, place=place_id))


def by_ticket(tx: Connection, ticket: str, birth_date: date | None) -> Place | None:
    """Return the open place of a ticket; where birth dates are known, one of them has to be given."""
    place = open_of(tx, ticket)
    if place is None:
        return None
    known = birth_dates(place.wish)
    return place if not known or (birth_date and birth_date.isoformat() in known) else None


def open_of(tx: Connection, ticket: str, line: str | None = None) -> Place | None:
    """Return the open place of a ticket, for those who work here; with a line, one of that line."""
    place = _place(_OF_TICKET.first(tx, ticket=ticket))
    return None if place is None or place.is_final or line not in {None, place.line} else place


def active_of(tx: Connection, line: str, phone: str) -> list[Place]:
    """Return the open places of a number, in the order of their keys."""
    return [Place(*row) for row in _OF_PHONE.all(tx, line=line, phone=phone)]


def locked(tx: Connection, *where: ColumnElement[bool], limit: int, skip_locked: bool = False) -> list[Place]:
    """Lock the earliest places that are so; asked to, leave out those that somebody moves just now."""
    query = select(*COLUMNS).where(*where).order_by(_PLACE.key).limit(limit)
    return [Place(*row) for row in tx.execute(query.with_for_update(skip_locked=skip_locked))]


def write(
    tx: Connection,
    leg: Leg,
    counts_from: Leg,
    state: str,
    wish: dict[str, Any],
    language: str,
    now: datetime,
    **more: Any,
) -> Place:
    """Write a new place, under the key of the call that it counts from."""
    key = counts_from.key
    values = _first_values(leg, counts_from, state, now) | wished(wish, language) | {"language": language}
    values |= more
    while (row := _written(tx, **values, key=key, ticket=spoken_number())) is None:
        # Two calls may come to one key only where a clock was set back; the later writer stands behind.
        key += is_taken(tx, leg.line, key)
    *cells, has_order = row
    place = Place(*cells)
    _remember(tx, place, None)
    identity.enrol_first(tx, place.line, place.id, identity.named(tx, place.wish, place.phone))
    if not has_order:
        _let_class_be(tx, place)
    return place


def _written(tx: Connection, **values: Any) -> tuple[Any, ...] | None:
    """Write a row and return it, and whether its class is known; None where its ticket or key is taken."""
    return insert_once_for(tx, tables.place, (*COLUMNS, _HAS_ORDER), **values)


def _first_values(leg: Leg, counts_from: Leg, state: str, now: datetime) -> dict[str, Any]:
    return {
        "line": leg.line,
        "phone": leg.phone,
        "state": state,
        "why": "joined",
        "version": 1,
        "call_sid": leg.call_sid,
        "arrived_at": counts_from.since,
        "joined_at": now,
        "changed_at": now,
        "deadline": deadline(state, now),
    }


def wished(wish: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the columns that say what a place waits for."""
    return {"wish": wish, "wish_class": str(class_of(wish, language)), "people": len(people(wish))}


def move(
    tx: Connection,
    place_id: int,
    state: str,
    why: str,
    now: datetime,
    *,
    only_from: Iterable[str] = (),
    note: dict[str, Any] | None = None,
    **changes: Any,
) -> Place | None:
    """Move a place, or return None where it is not (any more) in a state that this move may start from."""
    values = {"deadline": deadline(state, now), "state": state, "why": why, "changed_at": now, **changes}
    here = {"place": place_id, "starts": sorted(_start(state, only_from))}
    place = _place(_moved(tuple(values)).first(tx, **here, **values))
    if place is None:
        return None
    _remember(tx, place, note)
    if "wish" in changes or (place.is_for_a_desk and state != WAITING):
        desk_ledger.withdraw(tx, place, now)
    if state in FINAL:
        _end(tx, place, now)
    elif "wish" in changes:
        _enrol(tx, place)
    return place


@cache
def _moved(_names: tuple[str, ...]) -> Prepared:
    """Return the statement of moves that change just these columns."""
    here = (_PLACE.id == bindparam("place")) & _PLACE.state.in_(bindparam("starts", expanding=True))
    moved = update(tables.place).where(here).values(version=_PLACE.version + 1)
    return Prepared(moved.returning(*COLUMNS))


def _start(state: str, only_from: Iterable[str]) -> frozenset[str]:
    """Return the states that a move into this one may start from."""
    return (frozenset(only_from) or sources(state)) & (sources(state) | {state})


def _end(tx: Connection, place: Place, now: datetime) -> None:
    """Let nobody stand at a place that has come to its end, and owe it nothing more."""
    identity.dismiss(tx, place.id)
    promises.end(tx, place.id, now)


def move_all(tx: Connection, moves: Sequence[Move], why: str, now: datetime) -> list[Place]:
    """Move many places at once, which are locked since they were read; all change in the same columns."""
    common = {"why": why, "changed_at": now}
    rows = [
        {
            "id": each.place.id,
            "state": each.state,
            "version": each.place.version + 1,
            **common,
            **each.changes,
        }
        for each in moves
    ]
    if not rows:
        return []
    named: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
    mine = update(tables.place).where(_PLACE.id == bindparam("new_id")).values(**named)
    tx.execute(mine, [{f"new_{name}": value for name, value in row.items()} for row in rows])
    moved = [replace(each.place, **row) for each, row in zip(moves, rows, strict=True)]
    tx.execute(
        insert(tables.place_event), [_row(place, each.note) for place, each in zip(moved, moves, strict=True)]
    )
    _withdraw_all(tx, moved, now)
    return moved


def _withdraw_all(tx: Connection, moved: Sequence[Place], now: datetime) -> None:
    """Take back the offers of places that have just moved: of the many, those that desks have."""
    at_desks = select(tables.desk.c.place_id).where(tables.desk.c.place_id.in_([each.id for each in moved]))
    offered = set(tx.scalars(at_desks))
    for place in moved:
        if place.id in offered and place.state != WAITING:
            desk_ledger.withdraw(tx, place, now)


def keep(tx: Connection, place: Place, until: datetime) -> None:
    """Let a place stay as it is for longer; that is no move."""
    tx.execute(update(tables.place).where(_PLACE.id == place.id).values(deadline=until))


def is_taken(tx: Connection, line: str, key: int) -> bool:
    """Tell whether a place of the line, open or not, has this key."""
    return tx.execute(select(_PLACE.id).where(_PLACE.line == line, _PLACE.key == key)).first() is not None


def _enrol(tx: Connection, place: Place) -> None:
    identity.enrol(tx, place.line, place.id, identity.named(tx, place.wish, place.phone))
    _let_class_be(tx, place)


def _let_class_be(tx: Connection, place: Place) -> None:
    insert_once(tx, tables.wish_class, line=place.line, name=place.wish_class)


def _remember(tx: Connection, place: Place, note: dict[str, Any] | None) -> None:
    _REMEMBER.all(tx, **_row(place, note))


def _row(place: Place, note: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "place_id": place.id,
        "version": place.version,
        "kind": place.why,
        "state": place.state,
        "at": place.changed_at,
        "call_sid": place.call_sid,
        "agent": place.agent,
        "note": note,
        "wish_class": place.wish_class,
    }


def _place(row: Iterable[Any] | None) -> Place | None:
    return None if row is None else Place(*row)
