"""A test of the desk's own telephone: it is rung, or led away for a moment, to hear a sentence to its end.

What came of it is `{"attempt", "result", "at"}` at the desk, until that is in another state.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from booking_core import Outbox
from queueing import desk_ledger
from queueing.desk import OFFERED, READY, Desk
from queueing.errors import DeskNotReady

ASKED, CUT = "asked", "cut"
A_WHILE = timedelta(minutes=1)  # a test of which nothing is heard for so long can be begun anew


def begin(tx: Connection, agent: str, line: str, endpoint: str, language: str, now: datetime) -> Desk:
    """Owe a test of a telephone; asked again while it is under way, nothing changes.

    Raises DeskNotReady where a caller has the telephone, or it rings already.
    """
    desk = desk_ledger.opened(tx, agent, line, endpoint, now)
    if desk.is_busy or desk.state == OFFERED:
        raise DeskNotReady("a caller has your phone, or is about to: test it between two calls")
    if desk.state == READY and desk.call_sid is None:
        raise DeskNotReady("your phone is ringing: answer it first")
    if _is_under_way(desk, now):
        return desk
    attempt = desk.version + 1
    owed = {"agent": agent, "endpoint": endpoint, "attempt": attempt, "language": language}
    Outbox.put(tx, "test_phone", f"{agent}:{attempt}", owed, now)
    return _told(tx, desk, attempt, ASKED, now)


def heard(tx: Connection, agent: str, attempt: int, result: str, now: datetime) -> Desk | None:
    """Note what came of a test; a word of another one, or after its end, changes nothing."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or not is_asked(desk, attempt):
        return desk
    return _told(tx, desk, attempt, result, now)


def is_asked(desk: Desk, attempt: int) -> bool:
    """Tell whether just this test is under way."""
    it = desk.phone_test
    return it is not None and (it["attempt"], it["result"]) == (attempt, ASKED)


def cut(desk: Desk, now: datetime) -> dict[str, Any] | None:
    """Return what is known of a test when the desk's own telephone is gone."""
    it = desk.phone_test
    return it if it is None or it["result"] != ASKED else it | {"result": CUT, "at": now.isoformat()}


def _is_under_way(desk: Desk, now: datetime) -> bool:
    it = desk.phone_test
    return it is not None and it["result"] == ASKED and datetime.fromisoformat(it["at"]) > now - A_WHILE


def _told(tx: Connection, desk: Desk, attempt: int, result: str, now: datetime) -> Desk:
    test = {"attempt": attempt, "result": result, "at": now.isoformat()}
    return desk_ledger.note(tx, desk, desk.why, now, phone_test=test)
