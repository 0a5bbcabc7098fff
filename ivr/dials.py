"""Starts calls at the pace of the account: each dial in its own slot, in the order in which it was owed.

The lease of a dial is its intent, written before anybody is asked. A dial that is leased for the first time
has not been begun by anybody. One that is leased again may have rung somebody already, whose reply was lost:
then the carrier is asked before anything rings. What rings tells us its call and its attempt by the addresses
that it was given, even where our own request never had an answer.

Threads ask the carrier and touch no database. What came of many dials is written in one transaction, each
only while its lease is still ours.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from booking_core import Errand, Outbox
from ivr.carrier import ALIVE, NoSuchNumber
from ivr.causes import Causes
from ivr.departures import Departures
from ivr.dialled import Dialled, Wanted, dialled
from ivr.logs import log
from ivr.workshop import Workshop
from queueing import Place, dial_slots

DIAL = dial_slots.DIAL
AT_ONCE = 16
MOST_AT_HAND = 64  # dials: a carrier that is slow gets no more at once
LONGEST_DELAY = 60  # seconds
WHILE_LEASED = timedelta(seconds=12)  # half a lease: what is begun after it could be somebody else's


class Dialler:
    """Dials that are under way, within one drain."""

    def __init__(self, at: Workshop, at_once: int = AT_ONCE) -> None:
        self._at, self._pool = at, ThreadPoolExecutor(at_once)
        self._causes = Causes(at.parts.places.callbacks)
        self._departures = Departures(at.parts.clock)
        self._begun: list[Future[Future[Dialled]]] = []  # each has its slot first, and then an answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._departures.end()
        self._pool.shutdown()

    @property
    def has_begun(self) -> bool:
        """Tell whether dials are under way here."""
        return bool(self._begun)

    def begin(self, ahead: timedelta) -> int:
        """Let each dial that has its slot until `ahead` go when that comes; return how many they are."""
        clock, pace = self._at.parts.clock, self._at.parts.settings.calls_a_second
        if len(self._begun) >= MOST_AT_HAND:
            return 0
        slots = dial_slots.take(self._at.parts.database, pace, clock.now(), ahead)
        wanted = self._wanted([errand for _, errand in slots])
        for slot, errand in slots:
            asked = (self._at.carrier, clock, errand, wanted.get(errand.id))
            self._begun.append(self._departures.leave(slot, partial(self._pool.submit, dialled, *asked)))
        if late := self._departures.untold():
            dial_slots.delay(self._at.parts.database, late)
        return len(slots)

    def settle(self, *, wait: bool) -> None:
        """Write what came of those that are over, or of all."""
        over = [each for each in self._begun if wait or _is_over(each)]
        self._begun = [each for each in self._begun if each not in over]
        found, now = [each.result().result() for each in over], self._at.parts.clock.now()
        if not found:
            return
        for place in self._at.parts.database.run(lambda tx: self._write(tx, found, now)):
            self._at.parts.places.publish(place, now)
        for each in found:
            each.log(now)

    def _wanted(self, errands: list[Errand]) -> dict[int, Wanted]:
        now = self._at.parts.clock.now()
        with self._at.parts.database.reading() as look:
            return self._causes.wanted(look, errands, now, now + WHILE_LEASED)

    def _write(self, tx: Connection, found: list[Dialled], now: datetime) -> list[Place]:
        moved = [self._settled(tx, each, now) for each in found]
        return [place for place in moved if place is not None]

    def _settled(self, tx: Connection, it: Dialled, now: datetime) -> Place | None:
        if isinstance(it.error, Exception) and not isinstance(it.error, NoSuchNumber):
            delay = timedelta(seconds=min(2**it.errand.fence, LONGEST_DELAY))
            Outbox.put_back(tx, it.errand, it.why, now + delay)
            return None
        if not Outbox.close(tx, it.errand, now):
            log.warning(
                "stale", kind=DIAL, key=it.errand.key
            )  # whoever has the lease by now asks the carrier
            return None
        cause = self._causes.of(it.errand)
        if it.error is not None:
            return cause.ended(tx, it.errand, "refused", now)
        if it.sid is not None:
            cause.rings(tx, it.errand, it.sid, now)
        if it.status is not None and it.status not in ALIVE:
            return cause.ended(tx, it.errand, it.status, now)
        return None


def _is_over(begun: Future[Future[Dialled]]) -> bool:
    return begun.done() and begun.result().done()


def until_next(at: Workshop) -> float | None:
    """Return the seconds until a dial that is due may go; None where none is due."""
    wait = dial_slots.until_next(at.parts.database, at.parts.clock.now())
    return None if wait is None else wait.total_seconds()
