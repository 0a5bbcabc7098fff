"""Wrap-up: the moments after a call in which an agent writes down what came of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from queueing import desk_ledger, ledger, talks
from queueing.desk import A_WRAP_UP, LONGEST_WRAP_UP, WRAP_UP, Desk
from queueing.errors import DeskNotReady
from queueing.place import DROPPED, Place

UNSAID = "no_outcome"  # why a place is kept whose wrap-up went by without a word
NONE_GIVEN = "none_given"
A_SECOND = timedelta(seconds=1)


def extend(tx: Connection, agent: str, until: datetime, now: datetime) -> Desk | None:
    """Give more time to a wrap-up that ends, to the second, when the agent saw that it would."""
    desk = desk_ledger.read(tx, agent, lock=True)
    if desk is None or desk.state != WRAP_UP or desk.deadline is None:
        return desk
    longer = min(max(desk.deadline, now) + A_WRAP_UP, desk.since + LONGEST_WRAP_UP)
    if abs(desk.deadline - until) >= A_SECOND or longer <= desk.deadline:
        return desk
    return desk_ledger.move(tx, desk, WRAP_UP, "extended", now, only_from=[WRAP_UP], deadline=longer)


def unsaid(tx: Connection, place: Place, now: datetime) -> Place | None:
    """Keep the place of a caller who is gone for a redial; when it lapses it is done, no outcome given."""
    return _kept(tx, place, UNSAID, now)


def break_off(tx: Connection, agent: str, note: dict[str, str], now: datetime) -> Place | None:
    """Keep the place of a call that broke off, with what the agent says of it."""
    desk, place = talks.together(tx, agent)
    if desk is None or place is None or desk.state != WRAP_UP:
        raise DeskNotReady("the caller is still on the line: the call has not broken off")
    kept = _kept(tx, place, "broke_off", now, note=note)
    desk_ledger.free(tx, desk, "finished", now)
    return kept


def _kept(tx: Connection, place: Place, why: str, now: datetime, **more: Any) -> Place | None:
    same: dict[str, Any] = {"only_from": [DROPPED], "deadline": place.deadline}
    return ledger.move(tx, place.id, DROPPED, why, now, **same, **more)
