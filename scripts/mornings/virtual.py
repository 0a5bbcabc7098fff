"""Virtual time: what happens next happens now."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count


@dataclass
class StandingClock:
    """A clock that stands until it is moved."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


@dataclass(repr=False)
class VirtualTime:
    """Everything that is still to happen, in the order of time; `clock` says how late it is."""

    clock: StandingClock
    start: datetime
    elapsed: float = 0.0  # seconds since the start
    agenda: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    @property
    def now(self) -> datetime:
        return self.clock.instant

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Let something happen so many seconds from now."""
        heapq.heappush(self.agenda, (self.elapsed + seconds, next(self.order), act))

    def run(self, until: float) -> None:
        """Let everything happen that is due within so many seconds of the start."""
        while self.agenda and self.agenda[0][0] <= until:
            at, _, act = heapq.heappop(self.agenda)
            self.be(at)
            act()
        self.be(until)

    def be(self, elapsed: float) -> None:
        """Let it be so many seconds after the start."""
        self.clock.instant = self.start + timedelta(seconds=elapsed)
        self.elapsed = elapsed
