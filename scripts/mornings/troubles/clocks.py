"""The clock of each process: its host's, which somebody may set wrong, corrected by the database's.

It is the hotline's own clock; only whom it asks is simulated, because a real database tells real time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from booking_core import Database, DatabaseClock


@dataclass(repr=False)
class Host:
    """A machine: `now` and `ticks` are the world's, and `ahead` is how far its clock was set wrong."""

    now_there: Callable[[], datetime]
    ticks: Callable[[], float]
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.now_there() + self.ahead

    def clock(self) -> "Follows":
        return Follows(self)


class Follows:
    """What a process goes by: `DatabaseClock` over this host, of a database that goes by the world's time."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._clock: DatabaseClock | None = None

    def follow(self, database: Database) -> None:
        """Follow a database from now on."""
        self._clock = DatabaseClock(_Told(database, self._host.now_there), self._host, self._host.ticks)  # type: ignore[arg-type]

    def now(self) -> datetime:
        """Return the database's time; raises ClockOff where the host's is too far from it."""
        return self._host.now() if self._clock is None else self._clock.now()


class _Told:
    """A database that is asked nothing but the time: the connection is real, the answer is the world's."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def reading(self) -> Any:
        return _Look(self._database.reading(), self._now)


class _Look:
    def __init__(self, reading: Any, now: Callable[[], datetime]) -> None:
        self._reading, self._now = reading, now

    def __enter__(self) -> "_Look":
        self.dialect = self._reading.__enter__().dialect
        return self

    def __exit__(self, *why: object) -> None:
        self._reading.__exit__(*why)

    def scalar(self, _ask: object) -> datetime:
        return self._now()
