"""Whom each desk was offered and whom it could have served then, from the history of the desks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from queueing import tables
from queueing.desk import CONNECTING, OFFERED, can_serve

_DESK = tables.desk_event.c


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer of a place to a desk."""

    number: int  # of its row, in the order in which they were written
    agent: str
    place: int
    at: datetime
    until: datetime | None  # when it ended; empty where it goes on
    taken: bool
    languages: frozenset[str]
    skills: frozenset[str]

    def served(self, classes: Iterable[str]) -> frozenset[str]:
        """Return which of these classes the desk could have served."""
        return frozenset(name for name in classes if can_serve(name, self.languages, self.skills))


def read(tx: Connection, line: str, since: datetime, until: datetime) -> list[Offered]:
    """Return the offers of this time, in their order."""
    mine = (_DESK.line == line) & _DESK.at.between(since, until)
    moves = or_(_DESK.state != OFFERED, _DESK.why == "offered")  # not another phone meanwhile
    rows = select(tables.desk_event).where(mine, moves).order_by(_DESK.agent, _DESK.version)
    found = pairwise([*tx.execute(rows), None])
    offers = (_offer(row, after) for row, after in found if row is not None and row.state == OFFERED)
    return sorted(offers, key=lambda each: each.number)


def _offer(row: Row[Any], after: Row[Any] | None) -> Offered:
    ends = after if after is not None and after.agent == row.agent else None
    until, taken = (None, False) if ends is None else (ends.at, ends.state == CONNECTING)
    able = (frozenset(row.languages), frozenset(row.skills))
    return Offered(row.id, row.agent, row.place_id, row.at, until, taken, *able)
