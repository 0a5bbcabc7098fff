"""A walk through the menus by signed webhooks: each way is a fresh call, and each document is looked at.

A menu is known by its name; how to come to it is the first way that was found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from xml.etree import ElementTree as ET

from sqlalchemy import select

from ivr.speech import seconds_of
from ivr.tables import conversation
from ivr.talk import LANGUAGES
from ivr.twiml import LOCALES
from tests.ivr.hotline import BORN
from tests.ivr.signed import Voice

NUMBERS = count(1)
EVERYWHERE = ("", "*", "9", "0", "7", "6", "#")
DATES = (BORN, "19019999")
TYPED = {
    "call_number": ("9025550123", "9002223333"),
    "ticket": ("12345678", "47115839"),
    "code": ("12345678",),
}
VERBS = {"Response", "Say", "Play", "Pause", "Gather", "Redirect", "Dial", "Conference", "Hangup", "prosody"}
LONGEST, LARGEST = 20.0, 64 * 1024  # seconds of speech; bytes
POLYGLOT = ("language", "languages")


@dataclass
class Call:
    """One call of the walk: its telephone, and the document that it heard last."""

    phone: str
    sid: str
    twiml: str = ""

    @property
    def is_over(self) -> bool:
        return "<Hangup" in self.twiml


@dataclass(frozen=True)
class Way:
    """How a call begins, which is told by a name too, and what is pressed in it."""

    begin: "Callable[[Walk], Call]"
    keys: tuple[str, ...] = ()

    def then(self, key: str) -> "Way":
        return replace(self, keys=(*self.keys, key))


@dataclass
class Walk:
    """The ways that are known in one language; menus that are `elsewhere` are walked by another walk."""

    voice: Voice
    language: str
    elsewhere: frozenset[str] = frozenset()
    everywhere: tuple[str, ...] = EVERYWHERE
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ways: dict[str, Way] = field(default_factory=dict)
    beside: list[Call] = field(default_factory=list)  # who is on the phone meanwhile

    def through(self, *starts: "Callable[[Walk], Call]") -> None:
        """Press every key at every menu that can be reached from here; hang up there, and call again."""
        for start in starts:
            fresh = [Way(start)]
            for way in fresh:
                fresh += self._tried(way)

    def _tried(self, way: Way) -> Iterator[Way]:
        call = self._led(way)
        state = self.state(call)
        self.ways.setdefault(state["menu"], way)
        self._called_again(call)
        for key in self._keys_at(state):
            for there, onward in self._pressed(way.then(key), key):
                if there not in self.ways and there not in self.elsewhere:
                    self.ways[there] = onward
                    yield onward

    def _keys_at(self, state: dict[str, Any]) -> list[str]:
        name = state["menu"]
        if name == "language":
            return [self.chosen, *EVERYWHERE]
        chosen = [str(each["key"]) for each in state["choices"]]
        typed = self.typed.get(name) or (DATES if "birth" in name else TYPED.get(name, ()))
        return list(dict.fromkeys([*chosen, *typed, *self.everywhere]))

    def _pressed(self, way: Way, key: str) -> Iterator[tuple[str, Way]]:
        """Yield where a way ends, and where the same key leads from there."""
        call = self._led(way)
        yield self._stands(call), way
        if not call.is_over and "<Dial" not in call.twiml:
            yield self._stands(self.press(call, key)), way.then(key)
        self.end(call)

    def _stands(self, call: Call) -> str:
        """Return the menu where a call stands; its last words are in its own language."""
        state = self.state(call)
        if call.is_over and state["menu"] not in POLYGLOT:
            assert last_language(call.twiml) in {LOCALES[state["language"]], None}, call.twiml
        return str(state["menu"])

    def _called_again(self, call: Call) -> None:
        """Hang up, and call again: there is always a question, whatever was broken off."""
        self.end(call, for_good=False)
        again = self.call(call.phone)
        assert "<Gather" in again.twiml, again.twiml
        self.end(again)

    def _led(self, way: Way) -> Call:
        call = way.begin(self)
        for key in way.keys:
            if call.is_over:
                break
            self.press(call, key)
        return call

    @property
    def chosen(self) -> str:
        """The key of the language."""
        return str(LANGUAGES.index(self.language) + 1)

    def fresh(self, prefix: str = "+1902") -> str:
        """Return a telephone that has never called."""
        return prefix + f"{5_000_000 + next(NUMBERS)}"[len(prefix) - 12 :]

    def dial(self, phone: str) -> Call:
        call = Call(phone, f"CA{next(NUMBERS):032}")
        call.twiml = self.sound(self.voice.post("/voice/incoming", call.sid, From=phone))
        return call

    def call(self, phone: str, *keys: str) -> Call:
        """Dial, choose the language where it is asked, and press these."""
        call = self.dial(phone)
        asked = (self.chosen,) if self.state(call)["menu"] == "language" else ()
        for key in (*asked, *keys):
            self.press(call, key)
        return call

    def press(self, call: Call, key: str) -> Call:
        call.twiml = self.sound(self.voice.press(call.twiml, key, call.sid))
        return call

    def goes(self, call: Call, address: str, **form: str) -> Call:
        """Let a call be led somewhere, or be one of ours that is answered."""
        call.twiml = self.sound(self.voice.post(address, call.sid, **form))
        return call

    def state(self, call: Call) -> dict[str, Any]:
        mine = select(conversation.c.state).where(conversation.c.call_sid == call.sid)
        with self.voice.parts.database.reading() as look:
            return dict(look.scalar(mine))

    def end(self, call: Call, *, for_good: bool = True) -> None:
        """Hang up; whoever is not coming back leaves the line, lest they stand before the next."""
        while for_good and self.beside:
            self.end(self.beside.pop(), for_good=False)
        self.voice.post("/voice/status", call.sid, CallStatus="completed")
        if for_good:
            self._leave(call.phone)

    def _leave(self, phone: str) -> None:
        parts, now = self.voice.parts, self.voice.clock.now()
        with parts.database.reading() as look:
            held = parts.places.held_for(look, phone)
        for place in held:
            left = parts.database.run(lambda tx, place=place: parts.places.leave(tx, place.id, now))
            if left is not None:
                parts.places.publish(left, now)

    def sound(self, twiml: str) -> str:
        """See that a document is whole, leads on or ends in words, and takes a key in time."""
        root = ET.fromstring(twiml)
        assert len(twiml.encode()) < LARGEST
        assert {each.tag for each in root.iter()} <= VERBS
        assert leads_on(root), twiml
        if root.find("Hangup") is not None:
            assert {"Say", "Play"} & {each.tag for each in root}, twiml
        assert max(map(sum, _between_keys(root))) <= LONGEST, twiml
        return twiml


def last_language(twiml: str) -> str | None:
    """Return the language of the last words; None where it is not known what was said."""
    said = [each.get("language") for each in ET.fromstring(twiml).iter("Say")]
    return said[-1] if said else None


def leads_on(root: ET.Element) -> bool:
    """Tell whether something follows silence too: it is told to us, or falls through to what leads on."""
    last = root[-1]
    return last.tag in {"Redirect", "Dial", "Hangup"} or (
        last.tag == "Gather" and last.get("actionOnEmptyResult") == "true"
    )


def _between_keys(root: ET.Element) -> Iterator[list[float]]:
    """Yield the seconds of what is heard while no key is taken, before, between and after the questions."""
    deaf: list[float] = []
    for each in root:
        if each.tag == "Gather":
            yield deaf
            deaf = []
        elif each.tag == "Say":
            deaf.append(seconds_of(" ".join(each.itertext())))
    yield deaf
