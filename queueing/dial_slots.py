"""At most so many calls a second, whoever starts them: each dial is leased together with its own instant.

Slots lie one gap apart. Whoever takes dials locks the row that knows the next slot, takes as many as have
theirs within a moment, and moves it on; so two workers never dial in one slot, and a burst goes out evenly,
in the order in which it was owed. Slots that nobody needed are not saved up.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from booking_core import Database, Errand, Outbox, insert_once
from queueing import tables

DIAL = "dial"
ACCOUNT = "account"  # the carrier counts the calls of an account
MOST = 50  # dials that one worker takes at once
A_JUMP = timedelta(minutes=1)  # a slot so far ahead was given by a clock that went wrong
_ROW = tables.dial_slot.c
Slot = tuple[datetime, Errand]


def take(database: Database, a_second: float, now: datetime, ahead: timedelta) -> list[Slot]:
    """Lease the dials whose slots come until `ahead`, each with the instant at which it may go."""
    return database.run(lambda tx: _take(tx, timedelta(seconds=1 / a_second), now, ahead))


def until_next(database: Database, now: datetime) -> timedelta | None:
    """Return how long it is until a dial that is due may go; None where none is due."""
    if Outbox(database).due(now, DIAL) == 0:
        return None
    with database.reading() as look:
        next_at = look.scalar(select(_ROW.next_at).where(_ROW.name == ACCOUNT)) or now
    return max(timedelta(0), min(next_at - now, A_JUMP))


def _take(tx: Connection, gap: timedelta, now: datetime, ahead: timedelta) -> list[Slot]:
    insert_once(tx, tables.dial_slot, name=ACCOUNT, next_at=now)
    mine = _ROW.name == ACCOUNT
    there = tx.scalar(select(_ROW.next_at).where(mine).with_for_update()) or now
    first = max(now, there if there < now + A_JUMP else now)
    open_slots = (now + ahead - first) // gap + 1
    errands = Outbox.lease(tx, DIAL, now, min(MOST, open_slots)) if open_slots > 0 else []
    slots = [(first + at * gap, errand) for at, errand in enumerate(errands)]
    if slots:
        tx.execute(update(tables.dial_slot).where(mine).values(next_at=first + len(slots) * gap))
    return slots
