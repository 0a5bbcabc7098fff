"""The board's numbers once more, by another way: every row of the log is read and folded in Python.

It takes seconds where the board takes milliseconds, and shares no statement with it: what both say is so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from booking_core.tables import claim, event
from queueing import tables
from queueing.measured import Flow, Present

_PLACE, _EVENT, _LEG = tables.place.c, tables.place_event.c, tables.leg.c
OWED = {"promised", "dialling", "called"}


class Moved(NamedTuple):
    """One row of the log."""

    place_id: int
    kind: str
    state: str
    at: datetime
    call_sid: str | None
    arrived_at: datetime


@dataclass(slots=True)
class Fold:
    """What is known of the places after so many rows."""

    since: datetime
    state: dict[int, str] = field(default_factory=dict)
    arrived: dict[int, datetime] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    today: Counter[str] = field(default_factory=Counter)
    picked_up: set[str] = field(default_factory=set)  # callbacks of ours

    def move(self, row: Moved) -> None:
        """Take one more row."""
        was = self.state.get(row.place_id)
        if row.kind == "answered":
            self.picked_up.add(str(row.call_sid))
        if row.at >= self.since:
            self.today.update(self._told(row.place_id, was, row.kind, row.state))
        if row.kind == "connected":
            self.met.add(row.place_id)
        self.state[row.place_id], self.arrived[row.place_id] = row.state, row.arrived_at

    def _told(self, place: int, was: str | None, kind: str, state: str) -> Iterable[str]:
        fresh = place not in self.met
        if kind == "connected" and fresh:
            yield "answered"
        if state == "left" and kind in {"left", "lapsed"} and was in {"waiting", "dropped"} and fresh:
            yield "abandoned"
        if state == "promised" and kind in {"promised", "agreed"}:
            yield "promised"
        if was == "called" and kind in {"called_back", "taken"} and state in {"waiting", "serving"}:
            yield "kept"


def refolded(tx: Connection, line: str, began: datetime) -> tuple[Present, Flow]:
    """Return what the board shows of this moment, and of the day that `began` then."""
    fold = Fold(began)
    columns = (_EVENT.place_id, _EVENT.kind, _EVENT.state, _EVENT.at, _EVENT.call_sid, _PLACE.arrived_at)
    rows = select(*columns).join(tables.place).where(_PLACE.line == line)
    for row in tx.execute(rows.order_by(_EVENT.place_id, _EVENT.version)):
        fold.move(Moved._make(row))
    there = Counter(fold.state.values())
    waits = [fold.arrived[place] for place, state in fold.state.items() if state == "waiting"]
    owed = sum(there[state] for state in OWED)
    now = Present(there["waiting"], there["dropped"], owed, min(waits, default=None))
    return now, Flow(*_calls(tx, line, fold), **fold.today, waiting=len(waits), booked=_booked(tx, began))


def _calls(tx: Connection, line: str, fold: Fold) -> tuple[int, int]:
    """Return the calls to us and whose they were: each number once, a withheld one each time."""
    rows = tx.execute(select(tables.leg).where(_LEG.line == line, _LEG.answered_at >= fold.since))
    calls = [row for row in rows if row.call_sid not in fold.picked_up]
    return len(calls), len({row.phone or row.call_sid for row in calls})


def _booked(tx: Connection, began: datetime) -> int:
    """Return the first appointments that were made by keypad and are no change of another one."""
    columns = (event.c.kind, event.c.at, event.c.claim_id, claim.c.person_id, claim.c.channel, claim.c.dose)
    rows = tx.execute(select(*columns).join(claim).order_by(event.c.id))
    log = [row for row in rows if row.at >= began]
    moved = {(row.person_id, row.at): row.claim_id for row in log if row.kind == "moved"}
    mine = [row for row in log if row.kind == "confirmed" and row.channel == "phone" and row.dose == 1]
    return sum(moved.get((row.person_id, row.at)) in {None, row.claim_id} for row in mine)
