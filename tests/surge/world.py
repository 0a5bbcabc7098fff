"""Virtual time: what happens next happens now, and the hotline's clock says so."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from booking_core import Database
from ivr.jobs import drain_with
from ivr.workshop import Workshop
from queueing import sweep
from tests.ivr.signed import Voice, open_voice
from tests.surge.exchange import Exchange, open_exchange

SWEEP = 1.0  # seconds, as the clock process has it


@dataclass(repr=False)
class World:
    """The hotline, its callers, and everything that is still to happen, in the order of time."""

    voice: Voice
    exchange: Exchange
    start: datetime
    elapsed: float = 0.0
    agenda: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)
    watchers: list[Callable[[], None]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.voice.clock.now()

    @property
    def database(self) -> Database:
        return self.voice.parts.database

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Let something happen so many seconds from now."""
        heapq.heappush(self.agenda, (self.elapsed + seconds, next(self.order), act))

    def run(self, until: float) -> None:
        """Let everything happen that is due within so many seconds of the start."""
        while self.agenda and self.agenda[0][0] <= until:
            at, _, act = heapq.heappop(self.agenda)
            self._be(at)
            act()
        self._be(until)

    def sweep_every_second(self) -> None:
        """Be the clock and the worker: sweep, carry out what is due, and look whether all is well."""
        parts = self.voice.parts
        sweep(parts.database, parts.redis, self.now)
        drain_with(Workshop(parts, self.exchange.carrier(parts.settings)), at_once=1)
        self.exchange.deliver()
        for look in self.watchers:
            look()
        self.after(SWEEP, self.sweep_every_second)

    def _be(self, at: float) -> None:
        self.voice.clock.later(seconds=at - self.elapsed)
        self.elapsed = at


@contextmanager
def open_world(folder: Path, database_url: str, redis_url: str) -> Iterator[World]:
    """Open a hotline whose time is ours; what it asks of the carrier reaches the phones of this world."""
    with open_exchange() as exchange, open_voice(folder, database_url, redis_url) as voice:
        world = World(voice, exchange, voice.clock.now())
        world.after(SWEEP, world.sweep_every_second)
        yield world
