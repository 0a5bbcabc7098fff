"""The callers' side of a morning: what their telephones send, and what the hotline makes of it."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from http.client import NO_CONTENT, OK
from typing import Any
from xml.etree import ElementTree as ET

from booking_core import Database, open_database
from ivr import VoiceSettings
from scripts.mornings.exchange import Exchange
from scripts.mornings.hotline import NUMBER, encoded, form_of, sign
from scripts.mornings.link import BEAT, WEBHOOK, Link, open_link
from scripts.mornings.log import NETWORK_LOG, Log, parsed
from scripts.mornings.station import Swept
from scripts.mornings.virtual import StandingClock, VirtualTime

A_MOMENT = 0.001  # seconds
A_SECOND = 1.0  # from beat to beat, as the clock process has it
ANSWERED = 0.5  # seconds from a key, or a call, to the first word; from a sweep to the bell and the screens
Read = Callable[[Any], Any]  # what came of it, as it came up the pipe
Hear = Callable[[Any], object]


def _not_heard(_: object) -> None:
    return


def _as_it_is(it: object) -> object:
    return it


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
    unheard: deque[tuple[Read, Hear]] = field(default_factory=deque)  # of what was posted

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
        read = partial(self._read, self.log.webhook(call_sid, number, address), call_sid)
        self._post((read, hear), WEBHOOK, address, encoded(form), sign(address, form))

    def run(self, until: float) -> None:
        """Let everything happen that is due by then; whatever was sent by then is done."""
        super().run(until)
        self.wrong = self.ask("warnings")

    def beat(self) -> None:
        """Let the hotline's clock have its second; a moment later the worker has what is due."""
        self.beats += 1
        self._post((_as_it_is, self._swept), BEAT, self.beats)
        self.after(A_SECOND, self.beat)

    def end(self) -> None:
        """Note the answers that nobody will hear any more: the log is whole."""
        while self.unheard:
            self._answer()
        self.log.flush()

    def _post(self, then: tuple[Read, Hear], method: str, *words: Any) -> None:
        self.unheard.append(then)
        self.link.post(self.elapsed, method, *words)
        self.after(ANSWERED, self._hear)

    def _hear(self) -> None:
        hear, answer = self._answer()
        hear(answer)

    def _answer(self) -> tuple[Hear, Any]:
        read, hear = self.unheard.popleft()
        return hear, read(self.link.answer())

    def _read(self, asked: int, call_sid: str, text: str) -> ET.Element | None:
        document = parsed(text)
        self.log.answer(asked, call_sid, NO_CONTENT if document is None else OK, document)
        return document

    def _swept(self, swept: Swept | None) -> None:
        self.offered = [] if swept is None else swept.offered
        if swept is not None and swept.has_work:
            self._dial_on(self.ask("work"))
        for look in self.watchers:
            look()

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
        world.after(A_SECOND, world.beat)
        yield world
