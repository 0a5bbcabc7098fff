"""News of the line for every screen of this process: one reader of Redis, told on in memory.

The reader says only that something moved, and at whose desk; each stream then looks for itself. So a burst
of a thousand events is one look a screen, and what all screens share is rendered once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import ceil
from threading import Event, Lock, Thread
from time import monotonic

import structlog

from queueing import Event as MovedEvent
from queueing import Events, LineAway

GATHER = 0.2  # seconds over which events are told as one
EACH, SPREAD, STEP = 0.001, 0.6, 0.01  # seconds: news of all is told to a few screens at each step
BLOCK_MS = 1000
SOUND_FOR = 5.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Mark:
    """How much of the news a screen has seen."""

    line: int = -1
    desk: int = -1


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece that all screens share, and the news it was rendered from."""

    line: int
    at: float
    text: str


class Feed:
    """Tells streams when the line, or their own desk, has moved."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._news = Lock()
        self._line = 0
        self._desks: Counter[str] = Counter()
        self._of_all = 0  # news that may be of any desk
        self._by: dict[str, str] = {}  # who passes a caller on to whom
        self._waiting: dict[Event, str] = {}  # the bell of each screen that waits, and its agent
        self._heard_at = float("-inf")
        self._starting = Lock()
        self._reader: Thread | None = None
        self._stop = Event()
        self._rendered: dict[str, Kept] = {}
        self._rendering: defaultdict[str, Lock] = defaultdict(Lock)  # a slow piece keeps no other waiting

    @property
    def is_sound(self) -> bool:
        """Whether Redis has answered the reader lately, so that silence means that nothing moved."""
        return monotonic() - self._heard_at < SOUND_FOR

    def wait(self, seen: Mark, agent: str, seconds: float) -> Mark:
        """Return as soon as there is news for this agent's screen, or when the time is up."""
        self._start()
        bell = Event()
        with self._news:
            found = self._mark(agent)
            if found != seen:
                return found
            self._waiting[bell] = agent
        bell.wait(seconds)
        with self._news:
            del self._waiting[bell]
            return self._mark(agent)

    def beat(self, seen: Mark, seconds: float) -> Mark:
        """Return after so long, whatever the news; at once to a screen that has seen none."""
        self._start()
        if seen != Mark():
            self._stop.wait(seconds)
        return Mark(0, 0)

    def shared(self, name: str, render: Callable[[], str], good_for: float, at_least: float = 0) -> str:
        """Return what all screens show alike, rendered once for each piece of news or span of seconds.

        For `at_least` so many seconds it stays as it is, whatever the news.
        """
        with self._rendering[name]:
            kept = self._rendered.get(name)
            age = None if kept is None else monotonic() - kept.at
            if kept is None or age is None or (age >= at_least and not self._is_good(kept, age, good_for)):
                kept = Kept(self._line, monotonic(), render())
                self._rendered[name] = kept
            return kept.text

    def tell(self, agents: Collection[str]) -> None:
        """Tell the screens of these agents at once that something moved, and all others a few at a time."""
        self._go_round(self._ring(agents))

    def stop(self) -> None:
        self._stop.set()

    def _is_good(self, kept: Kept, age: float, good_for: float) -> bool:
        # Without a reader, nobody would tell that it is old.
        return age < good_for and self.is_sound and kept.line == self._line

    def _mark(self, agent: str) -> Mark:
        return Mark(self._line, self._desks[agent] + self._of_all)

    def _ring(self, agents: Collection[str]) -> list[Event]:
        """Ring at the screens of these agents; return the bells of the others."""
        with self._news:
            self._line += 1
            self._desks.update(agents)
            waiting = list(self._waiting.items())
        for bell, agent in waiting:
            if agent in agents:
                bell.set()
        return [bell for bell, _ in waiting if not bell.is_set()]

    def _go_round(self, bells: list[Event]) -> None:
        """Ring a few at a time: all at once would leave no room for anybody who asks for a page."""
        steps = max(1, min(SPREAD, len(bells) * EACH) / STEP)
        many = ceil(len(bells) / steps)
        for first in range(0, len(bells), many or 1):
            for bell in bells[first : first + many]:
                bell.set()
            self._stop.wait(STEP)

    def _concerned(self, event: MovedEvent) -> set[str]:
        """Return whose desks look different now: its own, and that of who passes it a caller, or did."""
        if not event.agent:
            return set()
        by, before = event.fields.get("by", ""), self._by.pop(event.agent, "")
        if by:
            self._by[event.agent] = by
        return {event.agent, by, before} - {""}

    def _start(self) -> None:
        with self._starting:
            if self._reader is None or not self._reader.is_alive():
                self._reader = Thread(target=self._read, name="feed", daemon=True)
                self._reader.start()

    def _begin(self) -> str:
        """Return from where to read; what moved before that, screens which looked already have missed."""
        last = self._events.last_id()
        with self._news:
            self._of_all += 1
        self.tell(())
        return last

    def _read(self) -> None:
        last: str | None = None
        while not self._stop.is_set():
            try:
                last = last or self._begin()
                events = self._events.after(last, BLOCK_MS)
            except LineAway as error:
                log.warning("the feed cannot read the line", error=str(error))
                self._stop.wait(1)
                continue
            self._heard_at = monotonic()
            if events:
                last = events[-1].id
                self.tell({agent for event in events for agent in self._concerned(event)})
                self._stop.wait(GATHER)
