"""Time as an argument: only edges own a clock, everything below is told `now`.

The clock of an edge follows the database's, so that any number of hosts agree. The offset is taken halfway
through a round trip (F. Cristian, 1989): it is wrong by half the trip at most. Between two measurements the
host's clock is trusted only as long as it runs as evenly as the ticks of the machine.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import text

from booking_core.database import Database, DatabaseAway

EVERY = 60.0  # seconds between two measurements
STEP = 0.5  # seconds by which a clock that was set, or a machine that slept, is told from one that drifts
FURTHEST = 2.0  # seconds off at which a host is no longer fit to write
AGAIN = 5.0  # seconds until a database that did not answer is asked again
TRIPS = 3  # the quickest of them is the most exact
_ASK = {
    "sqlite": text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"),
    "postgresql": text("SELECT clock_timestamp()"),
}


class Clock(Protocol):
    """Whatever can say which instant it is, as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class ClockOff(Exception):
    """This machine's clock is not the database's; nothing is written by it."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Measured:
    """How far the database's clock is ahead of the host's, give or take `error` seconds."""

    offset: timedelta
    error: float
    host: datetime
    ticks: float

    @property
    def is_off(self) -> bool:
        return abs(self.offset.total_seconds()) - self.error > FURTHEST

    def holds(self, host: datetime, ticks: float) -> bool:
        """Tell whether the host's clock has gone on as the ticks have: nobody has set it since."""
        return abs((host - self.host).total_seconds() - (ticks - self.ticks)) <= STEP


class DatabaseClock:
    """The database's clock, read by way of the host's; `host` and `ticks` (seconds) are what it goes by."""

    def __init__(
        self, database: Database, host: Clock | None = None, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._host = host or SystemClock()
        self._ticks = ticks
        self._measured: _Measured | None = None
        self._due = self._again = -math.inf
        self._measuring = threading.Lock()

    def now(self) -> datetime:
        """Return the database's time; a known offset does while the database is away.

        Raises ClockOff where the host is more than two seconds from it, and DatabaseAway where nobody knows.
        """
        found = self._current()
        if found.is_off:
            ahead = -found.offset.total_seconds()
            raise ClockOff(f"this machine's clock is {abs(ahead):.1f} s {'fast' if ahead > 0 else 'slow'}")
        return self._host.now() + found.offset

    def _current(self) -> _Measured:
        seen = self._measured
        known = seen is not None and seen.holds(self._host.now(), self._ticks())
        if seen is None or not known or self._ticks() >= self._due:
            self._renew(seen, wait=not known)
        if self._measured is None or (not known and self._measured is seen):
            raise DatabaseAway("the database's clock cannot be read")
        return self._measured

    def _renew(self, seen: _Measured | None, *, wait: bool) -> None:
        """Measure, one thread for all; whoever has a known offset does not wait for that."""
        if not self._measuring.acquire(blocking=wait):
            return
        try:
            if self._measured is seen and self._ticks() >= self._again:
                self._measured = self._measure()
                self._due = self._ticks() + EVERY
        except DatabaseAway:
            self._due = self._again = self._ticks() + AGAIN
        finally:
            self._measuring.release()

    def _measure(self) -> _Measured:
        with self._database.reading() as look:
            ask = _ASK[look.dialect.name]
            trips = [self._trip(lambda: look.scalar(ask)) for _ in range(TRIPS)]
        return min(trips, key=lambda trip: trip.error)

    def _trip(self, ask: Callable[[], datetime | str | None]) -> _Measured:
        begun = self._ticks()
        there = ask()
        ended, host = self._ticks(), self._host.now()
        told = there if isinstance(there, datetime) else datetime.fromisoformat(f"{there}+00:00")
        half = (ended - begun) / 2
        return _Measured(told + timedelta(seconds=half) - host, half, host, ended)
