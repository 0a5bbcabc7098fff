"""What the clock does at openings and closings: it makes draws, draws them, carries over who still waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from booking_core import Database, Prepared
from queueing import carrying, draw_giving, draw_ledger, tables
from queueing.hours import state_of, timetable
from queueing.place import REGISTERED, Place

_PLACE = tables.place.c


@dataclass(frozen=True, slots=True)
class Day:
    """What came of it."""

    drawn: int  # places
    last_draw: int  # that is over, whoever drew it
    carried: list[Place]  # to be published
    gives_turns: bool  # the line is open, not paused, and nobody is still to be drawn


def keep(database: Database, line: str, now: datetime) -> Day:
    """Do what the hours ask for at this instant; two clocks do it once, and one that died is gone on from."""
    with database.reading() as look:
        hours = timetable(look, line)
        state, due = state_of(look, line, hours, now), draw_ledger.due(look, line, now)
        opens = state.until if state.registers else None
        is_new = opens is not None and draw_ledger.of(look, line, opens) is None
        last, is_drawing = draw_ledger.last_drawn(look, line), _is_drawing(look, line, now)
    if opens is not None and is_new:
        database.run(lambda tx: draw_ledger.opened(tx, line, opens))
    drawn = sum(draw_giving.draw(database, each.id, hours.kept_until(each.opens_at), now) for each in due)
    carried = []
    if not state.is_open and state.until is not None:
        carried = carrying.carry_all(database, line, hours, state.until, now)
    if due:
        with database.reading() as look:
            last, is_drawing = draw_ledger.last_drawn(look, line), _is_drawing(look, line, now)
    return Day(drawn, last, carried, state.gives_turns and not is_drawing)


def _is_drawing(tx: Connection, line: str, now: datetime) -> bool:
    return _REGISTERED.first(tx, line=line, now=now) is not None


_THEIRS = (_PLACE.line == bindparam("line")) & (_PLACE.state == REGISTERED)
_REGISTERED = Prepared(select(_PLACE.id).where(_THEIRS, _PLACE.carried_to <= bindparam("now")).limit(1))
