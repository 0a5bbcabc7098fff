"""At most so many calls a second, whoever starts them: each dial is leased together with its own instant.

Slots lie one gap apart. Whoever takes dials locks the row that knows the next slot, takes as many as have
theirs within a moment, and moves it on; so two workers never dial in one slot, and a burst goes out evenly,
in the order in which it was owed. Slots that nobody needed are not saved up, and the gap is wider than it has
to be by fifteen thousandths: a request that is late by a moment makes no second too full.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from booking_core import Database, Errand, Outbox, Prepared, insert_once
from queueing import tables

DIAL = "dial"
ACCOUNT = "account"  # the carrier counts the calls of an account
MOST = 50  # dials that one worker takes at once
SLOWER = 1.015
A_JUMP = timedelta(minutes=1)  # a slot so far ahead was given by a clock that went wrong
_ROW = tables.dial_slot.c
_MINE = update(tables.dial_slot).where(_ROW.name == ACCOUNT)
_NEXT = Prepared(select(_ROW.next_at).where(_ROW.name == ACCOUNT).with_for_update())
Slot = tuple[datetime, Errand]


def take(database: Database, a_second: float, now: datetime, ahead: timedelta) -> list[Slot]:
    """Lease the dials whose slots come until `ahead`, each with the instant at which it may go."""
    return database.run(lambda tx: _take(tx, gap(a_second), now, ahead))


def gap(a_second: float) -> timedelta:
    """Return the time from one slot to the next."""
    return timedelta(seconds=SLOWER / a_second)


def delay(database: Database, by: timedelta) -> None:
    """Move the slots on that are still to be taken, because those before were late."""

    def work(tx: Connection) -> None:
        there = _next(tx)
        tx.execute(_MINE.values(next_at=there + by if there else there))

    database.run(work)


def until_next(database: Database, now: datetime) -> timedelta | None:
    """Return how long it is until a dial that is due may go; None where none is due."""
    if Outbox(database).due(now, DIAL) == 0:
        return None
    with database.reading() as look:
        next_at = look.scalar(select(_ROW.next_at).where(_ROW.name == ACCOUNT)) or now
    return max(timedelta(0), min(next_at - now, A_JUMP))


def _take(tx: Connection, between: timedelta, now: datetime, ahead: timedelta) -> list[Slot]:
    insert_once(tx, tables.dial_slot, name=ACCOUNT, next_at=now)
    there = _next(tx) or now
    first = max(now, there if there < now + A_JUMP else now)
    open_slots = (now + ahead - first) // between + 1
    errands = Outbox.lease(tx, DIAL, now, min(MOST, open_slots)) if open_slots > 0 else []
    slots = [(first + at * between, errand) for at, errand in enumerate(errands)]
    if slots:
        tx.execute(_MINE.values(next_at=first + len(slots) * between))
    return slots


def _next(tx: Connection) -> datetime | None:
    """Return the next slot, and lock its row."""
    found = _NEXT.first(tx)
    next_at: datetime | None = found[0] if found else None
    return next_at
