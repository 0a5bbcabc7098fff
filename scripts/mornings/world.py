"""The callers' side of a morning: what their telephones send, and what the hotline makes of it."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from http.client import NO_CONTENT, OK
from typing import Any
from xml.etree import ElementTree as ET

from booking_core import Database, open_database
from ivr import VoiceSettings
from scripts.mornings.exchange import Exchange
from scripts.mornings.hotline import NUMBER, encoded, form_of, sign
from scripts.mornings.link import Link, open_link
from scripts.mornings.log import NETWORK_LOG, Log, parsed
from scripts.mornings.station import Swept
from scripts.mornings.virtual import StandingClock, VirtualTime

A_MOMENT = 0.001  # seconds
BEAT = 1.0  # seconds, as the clock process has it
ANSWERED = 0.5  # seconds from a key, or a call, to the first word of what it is answered
Hear = Callable[[ET.Element | None], object]


def _not_heard(_: ET.Element | None) -> None:
    return


@dataclass(repr=False)
class World(VirtualTime):
    """The callers of a hotline that is at work in a process of its own."""

    log: Log = field(kw_only=True)  # of what the network sees
    database: Database = field(kw_only=True)  # to look at what is written, once all that was sent is done
    link: Link = field(init=False)
    beats: int = 0
    is_dialling: bool = False  # it goes on when the next dial may leave
    offered: list[str] = field(default_factory=list)  # agents on whose screens somebody is, since the sweep
    puzzled: Counter[str] = field(default_factory=Counter)  # questions to which nobody knew an answer
    wrong: list[str] = field(default_factory=list)  # what is to be told beside the figures
    watchers: list[Callable[[], None]] = field(default_factory=list)
    unheard: deque[tuple[int, str, Hear]] = field(default_factory=deque)  # webhooks: number, call, who hears

    @cached_property
    def exchange(self) -> Exchange:
        """The carrier's side."""
        return Exchange(self.after, self.log)

    def ask(self, method: str, *words: Any) -> Any:
        """Let the hotline do something now, and return what came of it."""
        return self.link.ask(self.elapsed, method, *words)

    def post(self, address: str, call_sid: str, hear: Hear = _not_heard, **fields: str) -> None:
        """Send a webhook about a call; a moment later the document that comes back, if one does, is heard."""
        number = fields["To"] if fields["From"] == NUMBER else fields["From"]
        form = form_of(call_sid, fields)
        self.unheard.append((self.log.webhook(call_sid, number, address), call_sid, hear))
        self.link.post(self.elapsed, address, encoded(form), sign(address, form))
        self.after(ANSWERED, self._hear)

    def run(self, until: float) -> None:
        """Let everything happen that is due by then; whatever was sent by then is done."""
        super().run(until)
        self.wrong = self.ask("warnings")

    def beat(self) -> None:
        """Let the hotline's clock and worker have their second."""
        self.beats += 1
        swept: Swept | None = self.ask("beat", self.beats)
        self.offered = [] if swept is None else swept.offered
        if swept is not None:
            self._dial_on(swept.wait)
        for look in self.watchers:
            look()
        self.after(BEAT, self.beat)

    def end(self) -> None:
        """Note the answers that nobody will hear any more: the log is whole."""
        while self.unheard:
            self._answer()
        self.log.flush()

    def _hear(self) -> None:
        hear, document = self._answer()
        hear(document)

    def _answer(self) -> tuple[Hear, ET.Element | None]:
        asked, call_sid, hear = self.unheard.popleft()
        document = parsed(self.link.answer())
        self.log.answer(asked, call_sid, NO_CONTENT if document is None else OK, document)
        return hear, document

    def _dial_on(self, wait: float | None) -> None:
        if wait is not None and not self.is_dialling:
            self.is_dialling = True
            self.after(max(wait, A_MOMENT), self._go_on)

    def _go_on(self) -> None:
        self.is_dialling = False
        self._dial_on(self.ask("work"))


@contextmanager
def open_world(given: VoiceSettings, start: datetime, seed: int = 0) -> Iterator[World]:
    """Open a hotline whose time is ours; what it asks of the carrier reaches the phones of this world."""
    clock = StandingClock(start)
    with ExitStack() as opened:
        log = Log(opened.enter_context((given.data / NETWORK_LOG).open("w")), clock.now)
        database = open_database(given)
        opened.callback(database.close)
        world = World(clock, start, log=log, database=database)
        world.link = opened.enter_context(open_link(given, start, seed, world.exchange.answer))
        world.after(BEAT, world.beat)
        yield world
