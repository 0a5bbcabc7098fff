"""What flowed through a line in a span of time, counted in SQL: each number is a sum over such spans.

*Calls* are calls to us; a callback that was picked up is ours, and none of them. A *person* is the first
call of a number since the day began; a number that is withheld is a person each time. *Answered* is a place
that came to a desk for the first time. *Abandoned* is a place that was given up in the line, or whose
caller was gone and did not come back in time, if it never came to a desk; who was promised a callback has
not abandoned. *Promised* is a callback that was agreed to, *kept* one at which somebody pressed 1.
*Waiting* is by how many more people were on the phone at the end than at the beginning. *Booked* are people
with a first appointment by keypad.
"""

from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select
from sqlalchemy.sql.selectable import FromClause

from booking_core import booked
from queueing import tables
from queueing.place import CALLED, DROPPED, LEFT, PROMISED, SERVING, WAITING

GONE = ("left", "lapsed")
ASKED = ("promised", "agreed")
REACHED = ("called_back", "taken")
MET, PICKED_UP = "connected", "answered"
KEYPAD = "phone"
_now, _before, _other = (tables.place_event.alias(name) for name in ("now", "before", "other"))
_leg, _first = tables.leg.alias("leg"), tables.leg.alias("first")


@dataclass(frozen=True, slots=True)
class Flow:
    """The numbers of one span, or of several together."""

    calls: int = 0
    persons: int = 0
    answered: int = 0
    abandoned: int = 0
    promised: int = 0
    kept: int = 0
    waiting: int = 0
    booked: int = 0

    def __add__(self, other: Self) -> "Flow":
        return Flow(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def flow(tx: Connection, line: str, began: datetime, since: datetime, until: datetime) -> Flow:
    """Count one span of a day that `began` then; `until` is the first instant that is not in it."""
    moved = _moves(tx, line, since, until)
    calls, persons = _calls(tx, line, began, since, until)
    return replace(moved, calls=calls, persons=persons, booked=booked(tx, KEYPAD, since, until))


def _moves(tx: Connection, line: str, since: datetime, until: datetime) -> Flow:
    """Count what the moves of places say."""
    it, was = _now.c, _before.c
    in_line = was.state.in_((WAITING, DROPPED))
    counted = {
        "answered": (it.kind == MET) & ~_met_before(),
        "abandoned": (it.state == LEFT) & it.kind.in_(GONE) & in_line & ~_met_before(),
        "promised": (it.state == PROMISED) & it.kind.in_(ASKED),
        "kept": (was.state == CALLED) & it.state.in_((WAITING, SERVING)) & it.kind.in_(REACHED),
    }
    is_there, was_there = (_one(each == WAITING) for each in (it.state, was.state))
    step = and_(was.place_id == it.place_id, was.version == it.version - 1)
    # As a value, and not as a join: what is looked for first is the span, and not the line.
    theirs = select(tables.place.c.line).where(tables.place.c.id == it.place_id).scalar_subquery()
    sums = {name: func.sum(_one(each)) for name, each in counted.items()}
    sums["waiting"] = func.sum(is_there - was_there)
    mine = (it.at >= since) & (it.at < until) & (theirs == line)
    row = tx.execute(select(*sums.values()).select_from(_now.outerjoin(_before, step)).where(mine)).one()
    return Flow(**{name: count or 0 for name, count in zip(sums, row, strict=True)})


def _met_before() -> ColumnElement[bool]:
    it = _other.c
    mine = (it.place_id == _now.c.place_id) & (it.version < _now.c.version) & (it.kind == MET)
    return exists(select(it.id).where(mine))


def _calls(tx: Connection, line: str, began: datetime, since: datetime, until: datetime) -> tuple[int, int]:
    it, first = _leg.c, _first.c
    theirs = (first.phone == it.phone) & (first.line == it.line) & (first.id < it.id)
    earlier = select(first.id).where(theirs, first.answered_at >= began, _is_to_us(_first))
    is_new = or_(it.phone.is_(None), ~exists(earlier))
    mine = (it.line == line) & (it.answered_at >= since) & (it.answered_at < until)
    row = tx.execute(select(func.count(), func.sum(_one(is_new))).where(mine, _is_to_us(_leg))).one()
    return row[0], row[1] or 0


def _is_to_us(leg: FromClause) -> ColumnElement[bool]:
    it = _other.c
    ours = (it.place_id == leg.c.place_id) & (it.kind == PICKED_UP) & (it.call_sid == leg.c.call_sid)
    return ~exists(select(it.id).where(ours))


def _one(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((condition, 1), else_=0)
