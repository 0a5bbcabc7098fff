"""Virtual time: what happens next happens now, and the hotline's clock says so."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import count

from booking_core import Database
from ivr import Carrier, VoiceSettings, Workshop, drain_with
from queueing import sweep
from scripts.mornings.exchange import Exchange
from scripts.mornings.hotline import Hotline, open_hotline

SWEEP = 1.0  # seconds, as the clock process has it


@dataclass(repr=False)
class World:
    """The hotline, its callers, and everything that is still to happen, in the order of time."""

    hotline: Hotline
    start: datetime
    elapsed: float = 0.0
    agenda: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)
    puzzled: Counter[str] = field(default_factory=Counter)  # questions to which nobody knew an answer
    watchers: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def exchange(self) -> Exchange:
        """The carrier's side."""
        return Exchange(self.after)

    @property
    def now(self) -> datetime:
        return self.hotline.clock.now()

    @property
    def database(self) -> Database:
        return self.hotline.parts.database

    @cached_property
    def workshop(self) -> Workshop:
        """What the worker carries errands out with."""
        parts = self.hotline.parts
        return Workshop(parts, Carrier(parts.settings, self.exchange))

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
        parts = self.hotline.parts
        sweep(parts.database, parts.redis, self.now)
        drain_with(self.workshop, at_once=1)
        for look in self.watchers:
            look()
        self.after(SWEEP, self.sweep_every_second)

    def _be(self, at: float) -> None:
        self.hotline.clock.later(seconds=at - self.elapsed)
        self.elapsed = at


@contextmanager
def open_world(given: VoiceSettings, start: datetime) -> Iterator[World]:
    """Open a hotline whose time is ours; what it asks of the carrier reaches the phones of this world."""
    with open_hotline(given, start) as hotline:
        world = World(hotline, start)
        world.after(SWEEP, world.sweep_every_second)
        yield world
