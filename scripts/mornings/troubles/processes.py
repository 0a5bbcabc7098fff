"""The processes of a hotline, side by side in one: two for the web, two that sweep and work, and the console.

Each has its own app over the same databases, its own clock, and its own end: when it dies, what it had in
mind is gone, and a moment later another stands in its place.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from booking_core import ClockOff, DatabaseAway
from ivr import Carrier, Parts, VoiceSettings, Workshop, create_app, drain_with
from queueing import LineAway, sweep
from scripts.mornings.hotline import Hotline
from scripts.mornings.troubles.clocks import Host
from scripts.mornings.troubles.effects import Died, Effects, watch_database, watch_redis

T = TypeVar("T")
WEBS, WORKERS, CONSOLE = ("web-1", "web-2"), ("worker-1", "worker-2"), "console"


@dataclass(repr=False)
class Process:
    """One process: its app, what it does to the world, and whether it is up and not standing still."""

    name: str
    given: VoiceSettings
    network: Any  # what the carrier's SDK speaks by
    host: Host
    effects: Effects = field(default_factory=Effects)
    hotline: Hotline | None = None
    stands_still: bool = False
    beats: int = 0
    carrier: Carrier = field(init=False)

    def start(self) -> None:
        """Come up anew."""
        self.stop()
        self.effects = Effects(plans=[])
        app = create_app(self.given, clock := self.host.clock())
        self.hotline = Hotline(app)
        parts = self.hotline.parts
        self.carrier = Carrier(parts.settings, self.network)
        clock.follow(parts.database)
        watch_database(parts.database, self.effects)
        watch_redis(parts.redis, self.effects)

    def stop(self) -> None:
        """Be gone; what is open is closed by the system."""
        if self.hotline is not None:
            self.effects.plans.clear()
            with suppress(Exception):
                self.hotline.parts.database.close()
                self.hotline.parts.redis.close()
        self.hotline = None

    @property
    def is_ready(self) -> bool:
        return self.hotline is not None and not self.effects.is_dead and not self.stands_still

    @property
    def parts(self) -> Parts:
        assert self.hotline is not None  # noqa: S101
        return self.hotline.parts

    def beat(self) -> None:
        """Sweep, as the clock process does, and carry out what is due, as the worker does."""
        now, self.beats = self.parts.clock.now(), self.beats + 1
        compare, look = self.beats % COMPARING == 0, self.beats % LOOKING == 0
        sweep(self.parts.database, self.parts.redis, now, compare=compare, look=look)
        self.network.effect = self.effects.effect
        drain_with(Workshop(self.parts, self.carrier), at_once=1)


COMPARING, LOOKING = 6, 2  # beats: as many seconds as the clock process lets pass


@dataclass(repr=False)
class Processes:
    """All of them, by name; `after` is the scheduler's."""

    all: dict[str, Process]
    after: Callable[[float, Callable[[], None]], None]
    restart: float = 2.0  # seconds until a process that died is up again
    has_stirred: bool = False  # since the last beat; a round of the wait loop stirs nothing
    idle: int = 0  # beats

    def beat(self, names: list[str]) -> None:
        """Let the first of these that is ready sweep and work, unless nothing has stirred for a moment."""
        self.idle = 0 if self.has_stirred else self.idle + 1
        self.has_stirred = False
        if self.idle % 3:
            return
        for process in self.ready(*names)[:1]:
            with suppress(Died, DatabaseAway, LineAway, ClockOff):
                self.run(process, Process.beat)

    def stop(self) -> None:
        for process in self.all.values():
            process.stop()

    def ready(self, *names: str) -> list[Process]:
        """Return those of these that can do something now."""
        return [self.all[name] for name in names if self.all[name].is_ready]

    def run(self, process: Process, work: Callable[[Process], T]) -> T:
        """Let a process do something. Raises Died where it dies of it; it comes up again by itself."""
        try:
            return work(process)
        except Died:
            process.stop()
            self.after(self.restart, process.start)
            raise
