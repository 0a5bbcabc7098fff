"""Carrying over: who still waits when the line closes keeps their key, and comes first at the opening."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from booking_core import Database
from queueing import keypad, ledger, promises, tables
from queueing.keypad import NO_TURN
from queueing.ledger import Move
from queueing.place import DROPPED, PROMISED, WAITING, Place
from queueing.timetable import Timetable
from queueing.wishes import agreed

CARRIED = "carried_over"  # what happened to it
BATCH = 500  # places in one transaction
OPEN_STATES = (WAITING, DROPPED, PROMISED)  # who is being served is served to the end
_PLACE = tables.place.c


def carry_all(database: Database, line: str, hours: Timetable, opens: datetime, now: datetime) -> list[Place]:
    """Carry over everybody who waits, in the order of their keys, to an opening; twice is once."""
    moved: list[Place] = []
    while anybody(database, line, opens, now):
        some = database.run(partial(_carry_some, line=line, hours=hours, opens=opens, now=now))
        if not some:  # whoever is left is being moved by somebody else just now
            break
        moved += some
    return moved


def anybody(database: Database, line: str, opens: datetime, now: datetime) -> bool:
    """Tell whether anybody is still to be carried over to an opening."""
    with database.reading() as look:
        return (
            look.execute(select(_PLACE.id).where(*_to_carry(line, opens, now)).limit(1)).first() is not None
        )


def carry(tx: Connection, held: Place, hours: Timetable, opens: datetime, now: datetime) -> Place:
    """Carry over one place, which is locked; one that does not wait, or was carried there, stays as it is."""
    if held.state not in OPEN_STATES or held.carried_to == opens:
        return held
    return _carry_these(tx, [held], hours, opens, now)[0]


def state_away(wish: dict[str, Any], phone: str | None) -> str:
    """Return what becomes of a place with nobody on the phone: a promise, where they agreed to it."""
    return PROMISED if agreed(wish) and phone is not None else DROPPED


def _carry_some(tx: Connection, line: str, hours: Timetable, opens: datetime, now: datetime) -> list[Place]:
    held = ledger.locked(tx, *_to_carry(line, opens, now), limit=BATCH, skip_locked=True)
    return _carry_these(tx, held, hours, opens, now)


def _carry_these(
    tx: Connection, held: Sequence[Place], hours: Timetable, opens: datetime, now: datetime
) -> list[Place]:
    owed = promises.owed_to(tx, [each.id for each in held])
    for each in held:
        keypad.let_go(tx, each, now)
    moves = [_carried(each, hours, opens, owed=each.id in owed) for each in held]
    return promises.adopted(tx, ledger.move_all(tx, moves, CARRIED, now))


def _to_carry(line: str, opens: datetime, now: datetime) -> list[ColumnElement[bool]]:
    elsewhere = or_(_PLACE.carried_to.is_(None), _PLACE.carried_to != opens)
    return [_PLACE.line == line, _PLACE.state.in_(OPEN_STATES), elsewhere, _PLACE.deadline > now]


def _carried(held: Place, hours: Timetable, opens: datetime, *, owed: bool) -> Move:
    until = hours.kept_until(opens)
    if held.carried_to is not None and held.turn_at is None:
        until = held.deadline or until  # kept for three open days, unless they call
    state = PROMISED if owed or held.state == PROMISED else state_away(held.wish, held.phone)
    changes = {"carried_to": opens, "deadline": until, "call_sid": None, **NO_TURN}
    return Move(held, state, changes, {"carried_from": held.state, "to": opens.isoformat()})
