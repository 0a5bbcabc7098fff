"""The desk's telephone is rung anew between two calls: the carrier ends a call after four hours.

An agent on break is not rung; their telephone is let go, and rings when they are ready again.
"""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from booking_core import Prepared
from queueing import desk_ledger, tables
from queueing.desk import LEG_LASTS, ON_BREAK, READY, Desk

_DESK = tables.desk.c
_UP = (_DESK.line == bindparam("line")) & _DESK.call_sid.is_not(None) & _DESK.state.in_([READY, ON_BREAK])
_OLD = Prepared(select(_DESK.agent).where(_UP, _DESK.leg_at <= bindparam("before")))


def old(tx: Connection, line: str, now: datetime) -> list[str]:
    """Return the agents whose telephone has been up for too long to have another talk."""
    return [agent for (agent,) in _OLD.all(tx, line=line, before=now - LEG_LASTS)]


def renew(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """Ring a telephone anew, unless it has a caller by now; a second time changes nothing."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state not in {READY, ON_BREAK} or not desk.is_old(now):
        return None
    return desk_ledger.renew(tx, desk, now)
