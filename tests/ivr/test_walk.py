"""The tree, walked in every language: each option, silence, wrong keys, the keys of everywhere, hang-up.

A menu is known by its name; how to come to it is the first way that was found, from a fresh call each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from redis import Redis
from sqlalchemy import select

from booking_core import Database
from ivr.speech import seconds_of
from ivr.tables import conversation
from ivr.talk import LANGUAGES
from ivr.twiml import LOCALES
from tests.booking_core.campaign import load, slots
from tests.ivr.hotline import BORN, DAY, SECOND
from tests.ivr.signed import Voice, open_voice

PLENTY = [*slots("Truro", 200, *DAY), *slots("Truro", 200, *SECOND, release="second doses")]
NUMBERS = count(1)
EVERYWHERE = ("", "*", "9", "0", "7", "6", "#")
TYPED = {
    "call_number": ("9025550123", "9002223333"),
    "ticket": ("12345678", "47115839"),
    "code": ("12345678",),
}
DATES = (BORN, "19019999")
# After the language: what was pressed in a call before, and in this one to come where it matters.
BOOKS = ("1", "1", BORN, "1")
SCENES = (
    ((*BOOKS, "1"), ("3", BORN)),
    ((*BOOKS, "1"), BOOKS),
    (("0",), ()),
    (BOOKS, ()),
)
VERBS = {"Response", "Say", "Play", "Pause", "Gather", "Redirect", "Dial", "Conference", "Hangup", "prosody"}
LONGEST, LARGEST = 20.0, 64 * 1024  # seconds of speech; bytes
# Where a call stands only at other hours, or in a campaign of another kind, or that begins with us, or to
# which somebody else leads a caller: these have tests of their own.
OTHER_TIMES = """
before_opening closed drawing kept kept_places may_we_call nothing_now full
callback callback_later callback_missed callback_never callback_over notice notice_missed offer reminded
connected moved long_call turn turn_birth in_use wished_in_use hidden
near region clinic code give_up
"""


@dataclass(frozen=True)
class Way:
    """What the same telephone pressed in a call before, and what it presses in this one."""

    before: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def then(self, *keys: str) -> "Way":
        return replace(self, keys=(*self.keys, *keys))


@dataclass
class Walk:
    """The ways that are known, and the calls that try them."""

    voice: Voice
    language: str
    ways: dict[str, Way] = field(default_factory=dict)

    def all(self) -> Iterator[tuple[str, Way]]:
        """Yield each menu and the way to it, and look for more from there."""
        chosen = str(LANGUAGES.index(self.language) + 1)
        yield from self._from(Way())
        for before, keys in SCENES:
            yield from self._from(Way((chosen, *before), (chosen, *keys)))

    def _from(self, start: Way) -> Iterator[tuple[str, Way]]:
        found, ways = [start], {self.menu_after(start)}
        for way in found:
            name = self.menu_after(way)
            if name not in self.ways:
                self.ways[name] = way
                yield name, way
            for key in self.keys_at(name, way):
                there = self.menu_after(way.then(key))
                if there not in ways and there not in self.ways:
                    ways.add(there)
                    found.append(way.then(key))

    def keys_at(self, name: str, way: Way) -> list[str]:
        if name == "language":
            return [str(LANGUAGES.index(self.language) + 1)]
        if name == "goodbye":
            return []
        sid, _ = self.call(way)
        chosen = [str(each["key"]) for each in self.state(sid)["choices"]]
        self.end(sid)
        return [*chosen, *(DATES if "birth" in name else TYPED.get(name, ())), "0", "9", ""]

    def menu_after(self, way: Way) -> str:
        sid, _ = self.call(way)
        self.end(sid)
        return str(self.state(sid)["menu"])

    def call(self, way: Way, phone: str = "") -> tuple[str, str]:
        """Dial and press; every document on the way is looked at."""
        phone = phone or f"+1902{5_000_000 + next(NUMBERS)}"
        if way.before:
            self.end(self._dial(phone, way.before)[0])
        return self._dial(phone, way.keys)

    def _dial(self, phone: str, keys: tuple[str, ...]) -> tuple[str, str]:
        sid = f"CA{next(NUMBERS):032}"
        twiml = sound(self.voice.post("/voice/incoming", sid, From=phone))
        for key in keys:
            twiml = sound(self.voice.press(twiml, key, sid))
        return sid, twiml

    def state(self, sid: str) -> dict[str, Any]:
        with self.voice.parts.database.reading() as look:
            return dict(look.scalar(select(conversation.c.state).where(conversation.c.call_sid == sid)))

    def end(self, sid: str) -> None:
        self.voice.post("/voice/status", sid, CallStatus="completed")


def sound(twiml: str) -> str:
    """See that a document is whole, leads on, and lets the caller press a key within twenty seconds."""
    root = ET.fromstring(twiml)
    assert len(twiml.encode()) < LARGEST
    assert {each.tag for each in root.iter()} <= VERBS
    assert leads_on(root), twiml
    if root.find("Hangup") is not None:
        assert {"Say", "Play"} & {each.tag for each in root}, twiml
    stretches = [sum(map(seconds, each)) for each in between_keys(root)]
    assert max(stretches) <= LONGEST, twiml
    return twiml


def leads_on(root: ET.Element) -> bool:
    """Tell whether something follows silence too: it is told to us, or falls through to what leads on."""
    last = root[-1]
    return last.tag in {"Redirect", "Dial", "Hangup"} or (
        last.tag == "Gather" and last.get("actionOnEmptyResult") == "true"
    )


def between_keys(root: ET.Element) -> Iterator[list[ET.Element]]:
    """Yield what is heard while no key is taken, before, between and after the questions."""
    deaf: list[ET.Element] = []
    for each in root:
        if each.tag == "Gather":
            yield deaf
            deaf = []
        else:
            deaf.append(each)
    yield deaf


def seconds(heard: ET.Element) -> float:
    return seconds_of(" ".join(heard.itertext())) if heard.tag == "Say" else 0.0


def languages_of(twiml: str) -> set[str | None]:
    return {each.get("language") for each in ET.fromstring(twiml).iter("Say")}


@pytest.fixture
def voice(sqlite_url: str, valkey: Redis, valkey_url: str, tmp_path: Path) -> Iterator[Voice]:
    """Open the voice once, on one engine: it is the tree that is walked."""
    assert valkey.ping()
    database = Database(sqlite_url)
    load(database, *PLENTY)
    database.close()
    with open_voice(tmp_path, sqlite_url, valkey_url) as voice:
        yield voice


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_no_dead_end(voice: Voice, language: str) -> None:
    walk = Walk(voice, language)
    for name, way in walk.all():
        for key in EVERYWHERE if name != "goodbye" else ():
            sid, twiml = walk.call(way.then(key))
            if "<Hangup" not in twiml:
                sound(voice.press(twiml, key, sid))
            elif name not in {"language", "languages"}:
                assert languages_of(twiml) == {LOCALES[language]}, (name, key, twiml)
            walk.end(sid)
        phone = f"+1902{6_000_000 + next(NUMBERS)}"
        walk.end(walk.call(way, phone)[0])
        sid, twiml = walk.call(Way(keys=("1",)), phone)
        assert "<Gather" in twiml, (name, twiml)
        walk.end(sid)
    assert set(voice.parts.calls.tree) - set(walk.ways) == set(OTHER_TIMES.split())
