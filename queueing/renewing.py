"""The desk's telephone is rung anew between two calls: the carrier ends a call after four hours.

An agent on break is not rung; their telephone is let go, and rings when they are ready again.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from queueing import desk_ledger, tables
from queueing.desk import LEG_LASTS, ON_BREAK, READY, Desk

_DESK = tables.desk.c


def old(tx: Connection, line: str, now: datetime) -> list[str]:
    """Return the agents whose telephone has been up for too long to have another talk."""
    up = (_DESK.line == line) & _DESK.call_sid.is_not(None) & (_DESK.leg_at <= now - LEG_LASTS)
    return list(tx.scalars(select(_DESK.agent).where(up, _DESK.state.in_([READY, ON_BREAK]))))


def renew(tx: Connection, agent: str, now: datetime) -> Desk | None:
    """Ring a telephone anew, unless it has a caller by now; a second time changes nothing."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state not in {READY, ON_BREAK} or not desk.is_old(now):
        return None
    return desk_ledger.renew(tx, desk, now)
