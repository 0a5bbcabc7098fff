"""Virtual time: what happens next happens now, and the hotline's clock says so."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from http.client import NO_CONTENT, OK
from itertools import count
from xml.etree import ElementTree as ET

from sqlalchemy import event

from booking_core import Database, Outbox
from ivr import Carrier, VoiceSettings, Workshop, drain_with, until_next
from queueing import sweep
from scripts.mornings.dues import NEVER, next_due
from scripts.mornings.exchange import Exchange
from scripts.mornings.hotline import Hotline, open_hotline
from scripts.mornings.log import NETWORK_LOG, Log, parsed

WRITES = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
# What a sweep would not look at: what callers have typed, a call more, work that is leased or done.
IDLE = (
    "INSERT INTO conversation",
    "UPDATE conversation",
    "INSERT INTO leg ",
    "INSERT INTO line ",
    "UPDATE errand",
)
A_MOMENT = 0.001  # seconds
BEAT = 1.0  # seconds, as the clock process has it
COMPARING, LOOKING = 30, 10  # beats between two looks at whether Redis agrees, and at the desks' phones


@dataclass(repr=False)
class World:
    """The hotline, its callers, and everything that is still to happen, in the order of time."""

    hotline: Hotline
    start: datetime
    log: Log  # of what the network sees
    elapsed: float = 0.0
    agenda: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)
    beats: int = 0
    last_sweep: int = 0  # the beat of it
    has_stirred: bool = True  # since the last sweep
    due: datetime = NEVER  # when something comes to its time by itself
    is_dialling: bool = False  # it goes on when the next dial may leave
    puzzled: Counter[str] = field(default_factory=Counter)  # questions to which nobody knew an answer
    watchers: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def exchange(self) -> Exchange:
        """The carrier's side."""
        return Exchange(self.after, self.log)

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

    def post(self, address: str, call_sid: str, **fields: str) -> ET.Element | None:
        """Deliver a webhook about a call, and return the document that comes back, if one does."""
        number = fields["To"] if fields["From"] == self.hotline.number else fields["From"]
        asked = self.log.webhook(call_sid, number, address)
        document = parsed(self.hotline.post(address, call_sid, **fields))
        self.log.answer(asked, call_sid, NO_CONTENT if document is None else OK, document)
        return document

    def run(self, until: float) -> None:
        """Let everything happen that is due within so many seconds of the start."""
        while self.agenda and self.agenda[0][0] <= until:
            at, _, act = heapq.heappop(self.agenda)
            self._be(at)
            act()
        self._be(until)

    def beat(self) -> None:
        """Be the clock and the worker for a second, as `queueing.clock` and `ivr.jobs` are.

        A second in which nothing has stirred and nothing is due is let pass: it would find nothing to do.
        """
        self.beats += 1
        if self.has_stirred or self.beats % LOOKING == 0 or self.due <= self.now:
            self.sweep()
        for look in self.watchers:
            look()
        self.after(BEAT, self.beat)

    def sweep(self) -> None:
        """Sweep, and carry out what is due."""
        parts, self.has_stirred, self.last_sweep = self.hotline.parts, False, self.beats
        compare, look = self.beats % COMPARING == 0, self.beats % LOOKING == 0
        pace = parts.settings.calls_a_second
        swept = sweep(parts.database, parts.redis, self.now, compare=compare, look=look, calls_a_second=pace)
        self.has_stirred = bool(swept.places or swept.desks or swept.turns or swept.leases or swept.drawn)
        if swept.due or Outbox(parts.database).due(self.now):
            self.work()
        if not self.has_stirred:
            self.due = next_due(parts.database, self.now)

    def work(self) -> None:
        """Carry out what is due, and each dial when it may leave."""
        drain_with(self.workshop, at_once=1)
        wait = until_next(self.workshop)
        if wait is not None and not self.is_dialling:
            self.is_dialling = True
            self.after(max(wait, A_MOMENT), self._go_on)

    def _go_on(self) -> None:
        self.is_dialling = False
        self.work()

    def hears(self, _tx: object, _cursor: object, statement: str, *_: object) -> None:
        """Note that something is written that the next sweep has to look at."""
        self.has_stirred |= statement.startswith(WRITES) and not statement.startswith(IDLE)

    def _be(self, at: float) -> None:
        self.hotline.clock.instant = self.start + timedelta(seconds=at)
        self.elapsed = at


@contextmanager
def open_world(given: VoiceSettings, start: datetime) -> Iterator[World]:
    """Open a hotline whose time is ours; what it asks of the carrier reaches the phones of this world."""
    with ExitStack() as opened:
        hotline = opened.enter_context(open_hotline(given, start))
        log = opened.enter_context((given.data / NETWORK_LOG).open("w"))
        world = World(hotline, start, Log(log, hotline.clock.now))
        world.after(BEAT, world.beat)
        event.listen(world.database.engine, "before_cursor_execute", world.hears)
        yield world
