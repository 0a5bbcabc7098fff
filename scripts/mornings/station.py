"""The hotline at work in virtual time: its app, its clock process, its worker and its consoles."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, event, select

from booking_core import Bookings, Outbox, Prepared, Waitlist, metadata
from ivr import Carrier, VoiceSettings, Workshop, drain_with, until_next
from queueing import Place, sweep
from scripts.mornings.asked import Asked
from scripts.mornings.dues import MAIN, NEVER, next_due
from scripts.mornings.hotline import Hotline, open_hotline
from scripts.mornings.person import Person
from scripts.mornings.virtual import StandingClock
from scripts.mornings.written import CHANNEL, Clerk

WRITES = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
# What a sweep would not look at: what callers have typed, a call more, work that is leased or done.
IDLE = (
    "INSERT INTO conversation",
    "UPDATE conversation",
    "INSERT INTO leg ",
    "INSERT INTO line ",
    "UPDATE errand",
)
AT_ONCE = 1  # request to the carrier, which is at the other end of a pipe
COMPARING, LOOKING = 30, 10  # beats between two looks at whether Redis agrees, and at the desks' phones
_DESK = metadata.tables["desk"].c
_OFFERED = Prepared(
    select(_DESK.agent).where(_DESK.line == bindparam("line"), _DESK.state == "offered").order_by(_DESK.agent)
)


@dataclass(frozen=True, slots=True)
class Swept:
    """What came of a sweep: on which agents' screens somebody is, and whether the worker has work."""

    offered: list[str]  # the agents, by name
    has_work: bool


@dataclass(repr=False)
class Station:
    """The hotline as one process: each method does what it is asked at the instant that the clock says."""

    hotline: Hotline
    clock: StandingClock
    workshop: Workshop
    clerk: Clerk
    has_stirred: bool = True  # since the last sweep
    due: datetime = NEVER  # when something comes to its time by itself

    @property
    def now(self) -> datetime:
        return self.clock.instant

    def webhook(self, address: str, content: bytes, signature: str) -> str:
        """Answer a webhook, and return the TwiML; RuntimeError where it is refused."""
        status, text = self.hotline.answer(address, content, signature)
        if not status.startswith("20"):
            raise RuntimeError(f"{status} of {address}")
        return text

    def beat(self, beats: int) -> Swept | None:
        """Be the clock for a second, as `queueing.clock` is.

        A second in which nothing has stirred and nothing is due is let pass: it would find nothing to do.
        """
        if not (self.has_stirred or beats % LOOKING == 0 or self.due <= self.now):
            return None
        self._sweep(beats)
        parts = self.hotline.parts
        with parts.database.reading() as look:
            offered = [agent for (agent,) in _OFFERED.all(look, line=MAIN)]
            if not self.has_stirred:
                self.due = next_due(look, self.now)
        return Swept(offered, Outbox(parts.database).due(self.now) > 0)

    def work(self) -> float | None:
        """Be the worker, as `ivr.jobs` is; return the seconds until the next dial may leave, if one waits."""
        drain_with(self.workshop, AT_ONCE)
        with self.hotline.parts.database.reading() as look:
            self.due = next_due(look, self.now)
        return until_next(self.workshop)

    def desk(self, verb: str, agent: str, *words: str) -> None:
        """Let an agent do something at their console, which the next sweep has to look at."""
        self.has_stirred = True
        getattr(self.hotline.parts.desks, verb)(agent, *words, self.now)

    def take(self, agent: str) -> Place | None:
        """Let an agent take the next caller, where the offer stands or somebody else waits: their place."""
        self.has_stirred = True
        desks = self.hotline.parts.desks
        desk = desks.state(agent)
        return desks.take_next(agent, self.now) if desk is not None and desk.may_take else None

    def hold(self, agent: str, place: Place, who: Person) -> None:
        """Let an agent hold times for the caller in talk."""
        self.clerk.hold(agent, place, who, self.now)

    def book(self, agent: str, place: Place, who: Person) -> bool:
        """Let them book what is held, or put the caller on the waiting list; tell which."""
        return self.clerk.book(agent, place, who, self.now)

    def warnings(self) -> list[str]:
        """Return what the app has warned of; whoever asks waits until all else is done."""
        return self.hotline.wrong

    def hears(self, _tx: object, _cursor: object, statement: str, values: Any, *_: object) -> tuple[str, Any]:
        """Note that something is written that the next sweep has to look at; let it be done as it is."""
        self.has_stirred |= statement.startswith(WRITES) and not statement.startswith(IDLE)
        return statement, values

    def _sweep(self, beats: int) -> None:
        parts, self.has_stirred = self.hotline.parts, False
        compare, look = beats % COMPARING == 0, beats % LOOKING == 0
        pace = parts.settings.calls_a_second
        swept = sweep(parts.database, parts.redis, self.now, compare=compare, look=look, calls_a_second=pace)
        self.has_stirred = bool(swept.places or swept.desks or swept.turns or swept.leases or swept.drawn)


@contextmanager
def open_station(given: VoiceSettings, start: datetime, carrier: Asked) -> Iterator[Station]:
    """Open a hotline whose time is ours, and which asks this carrier to ring."""
    clock = StandingClock(start)
    with open_hotline(given, clock) as hotline:
        parts = hotline.parts
        workshop = Workshop(parts, Carrier(parts.settings, carrier, AT_ONCE))
        clerk = Clerk(parts.database, Bookings(CHANNEL), Waitlist(CHANNEL))
        station = Station(hotline, clock, workshop, clerk)
        event.listen(parts.database.engine, "before_cursor_execute", station.hears, retval=True)
        yield station
