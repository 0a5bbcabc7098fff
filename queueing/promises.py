"""The promises of callbacks in the ledger: one row a place, changed only by who has the place locked."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, literal, null, select, update

from booking_core import Daytime, Prepared, campaign_of, insert_once
from queueing import tables
from queueing.callback import Hours, Promise
from queueing.place import CALLED, DIALLING, GRACE, PROMISED, Place

FEW = 4  # desks
CALL_BACK = "call_back"  # by the press of an agent, whose talk broke off
GIVEN = ("promised", "agreed", CALL_BACK)  # the moves by which a callback comes to be owed
LINE_ZONE = "UTC"  # of a hotline without a campaign
_ROW, _PLACE, _LEG = tables.promise.c, tables.place.c, tables.leg.c
COLUMNS = [_ROW[field.name] for field in fields(Promise)]


def read(tx: Connection, place_id: int) -> Promise | None:
    """Return the promise of a place, open or not."""
    row = _THIS.first(tx, place=place_id)
    return None if row is None else Promise(*row)


def open_of(tx: Connection, place_id: int) -> Promise | None:
    """Return the promise that is owed to a place."""
    found = read(tx, place_id)
    return found if found is not None and found.is_open else None


def owed_to(tx: Connection, place_ids: Collection[int]) -> set[int]:
    """Return those of these places that are owed a callback."""
    mine = select(_ROW.place_id).where(_ROW.place_id.in_(place_ids), _ROW.ended_at.is_(None))
    return set(tx.scalars(mine))


def open_at(tx: Connection, number: str) -> list[Promise]:
    """Return the promises to ring a number, the first that was given first."""
    return [Promise(*row) for row in _OPEN_AT.all(tx, number=number)]


def give(tx: Connection, place_id: int, number: str, now: datetime, **said: Any) -> Promise:
    """Write a promise, or give it anew: the misses begin anew, the numbers of the attempts do not."""
    fresh: dict[str, Any] = {"number": number, "agreed_at": now, "misses": 0, "due": now}
    fresh |= {"window_from": None, "window_until": None} | said
    if not insert_once(tx, tables.promise, place_id=place_id, **fresh):
        change(tx, place_id, ended_at=None, **fresh)
    found = read(tx, place_id)
    if found is None:
        raise AssertionError("the promise that was just written")
    return found


def given(tx: Connection, place_id: int) -> str | None:
    """Return how a place was promised its callback last: asked for, agreed to, or by an agent's press."""
    it = tables.place_event.c
    how = select(it.kind).where(it.place_id == place_id, it.state == PROMISED, it.kind.in_(GIVEN))
    return tx.scalar(how.order_by(it.version.desc()).limit(1))


def change(tx: Connection, place_id: int, **changes: Any) -> None:
    """Change a promise whose place is locked."""
    tx.execute(update(tables.promise).where(_ROW.place_id == place_id).values(**changes))


def end(tx: Connection, place_id: int, now: datetime) -> None:
    """Note that nothing is owed any more; a second time changes nothing."""
    _END.all(tx, place=place_id, ended_at=now)


def adopted(tx: Connection, moved: list[Place]) -> list[Place]:
    """Write the promises of places that came to be promised a callback without asking, as in a draw."""
    those = [place.id for place in moved if place.state == PROMISED]
    if those:
        tx.execute(_ADOPT, {"places": those})
    return moved


def is_on_the_phone(tx: Connection, place_id: int, now: datetime) -> bool:
    """Tell whether a call of this place's is still up, as far as is known; its end may never be told."""
    return _ON_THE_PHONE.first(tx, place=place_id, since=now - GRACE) is not None


def is_ringing(tx: Connection, number: str) -> bool:
    """Tell whether we ring this number just now, or have it at the ear, for whichever place."""
    return _RINGS.first(tx, number=number) is not None


def hours(tx: Connection) -> Hours:
    """Return when callbacks may be made."""
    campaign = campaign_of(tx)
    if campaign is None:
        return Hours(Daytime(), LINE_ZONE)
    return Hours(Daytime.of(campaign.rules), campaign.timezone)


def agents_first(tx: Connection) -> int:
    """Return up to how many desks on duty one of them is kept before a telephone rings."""
    campaign = campaign_of(tx)
    told = campaign.rules.get("callbacks") if campaign else None
    return int((told or {}).get("agent_first_up_to", FEW))


_OF_PLACE = _ROW.place_id == bindparam("place")
_THIS = Prepared(select(*COLUMNS).where(_OF_PLACE))
_OPEN_AT = Prepared(
    select(*COLUMNS)
    .where(_ROW.number == bindparam("number"), _ROW.ended_at.is_(None))
    .order_by(_ROW.agreed_at, _ROW.place_id)
)
_STILL_UP = _LEG.ended_at.is_(None) & (_LEG.answered_at > bindparam("since"))
_ON_THE_PHONE = Prepared(select(_LEG.id).where(_LEG.place_id == bindparam("place"), _STILL_UP).limit(1))
_RUNG = (_ROW.number == bindparam("number")) & _PLACE.state.in_((DIALLING, CALLED))
_RINGS = Prepared(select(_PLACE.id).select_from(tables.promise.join(tables.place)).where(_RUNG).limit(1))
_END = Prepared(update(tables.promise).where(_OF_PLACE, _ROW.ended_at.is_(None)))
_KNOWN = select(_ROW.place_id).where(_ROW.place_id == _PLACE.id).exists()
_THESE = _PLACE.id.in_(bindparam("places", expanding=True))
_UNKNOWN = _THESE & _PLACE.phone.is_not(None) & ~_KNOWN
_NAMES = ("place_id", "number", "agreed_at", "agreed_in", "attempt", "misses", "due")
_FRESH = (_PLACE.id, _PLACE.phone, _PLACE.changed_at, null(), literal(0), literal(0), _PLACE.changed_at)
_ADOPT = insert(tables.promise).from_select(_NAMES, select(*_FRESH).where(_UNKNOWN))
