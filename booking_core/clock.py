"""Time as an argument: only edges own a clock, everything below is told `now`."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever can say which instant it is, as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)
