"""What came of the calls before: for whoever has the caller now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from queueing import tables
from queueing.place import Place

A_DAY = timedelta(days=1)
CONNECTED = "connected"
TOLD = ("done", "booked", "broke_off", "no_outcome", "passed_on", "handing", "left", "lapsed")
_PLACE, _EVENT, _LEG = tables.place.c, tables.place_event.c, tables.leg.c


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """How a call ended, or was passed on, and what was written of it."""

    at: datetime
    agent: str | None
    kind: str
    outcome: str
    note: str


def earlier_calls(tx: Connection, place: Place, limit: int = 8) -> list[EarlierCall]:
    """Return what came of the calls at this place and at others of its number, the newest first."""
    those = _PLACE.id == place.id
    if place.phone is not None:
        those = or_(those, (_PLACE.line == place.line) & (_PLACE.phone == place.phone))
    columns = (_EVENT.at, _EVENT.agent, _EVENT.kind, _EVENT.note)
    rows = select(*columns).join(tables.place).where(those, _EVENT.kind.in_(TOLD))
    return [_read(*row) for row in tx.execute(rows.order_by(_EVENT.at.desc(), _EVENT.id.desc()).limit(limit))]


def attempts(tx: Connection, place: Place, now: datetime) -> int:
    """Count the calls of a place's number in 24 hours; of a withheld number, those of the place."""
    mine = _LEG.place_id == place.id if place.phone is None else _LEG.phone == place.phone
    return tx.scalar(select(func.count()).where(mine, _LEG.answered_at > now - A_DAY)) or 0


def talk_began(tx: Connection, place: Place) -> datetime | None:
    """Return when somebody first talked with a place: its wait ended then; None where nobody has."""
    talks = select(_EVENT.at).where(_EVENT.place_id == place.id, _EVENT.kind == CONNECTED)
    return tx.scalar(talks.order_by(_EVENT.at).limit(1))


def _read(at: datetime, agent: str | None, kind: str, note: dict[str, Any] | None) -> EarlierCall:
    said = note or {}
    return EarlierCall(at, agent, kind, str(said.get("outcome", "")), str(said.get("note", "")))
