"""A telephone call in virtual time: it takes as long to hear a document as it takes to say it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any
from xml.etree import ElementTree as ET

from scripts.mornings.hotline import NUMBER
from scripts.mornings.log import path_of
from scripts.mornings.world import Hear, World

HANGS_UP = "hangs up"  # what an answer may be besides keys
WORDS_A_SECOND = 150 / 60
REACTION = 2.0  # seconds between the end of a question and the key
INTERRUPTS = 12.0  # seconds after which a question is answered while it is still being said
TUNE = 10.0  # seconds of one round of music
Answer = Callable[[str], str | None]


def _nothing(*_: object) -> None:
    return


@dataclass(repr=False, eq=False)
class Phone:
    """One call: what was heard, and what is pressed; `answer` returns the keys, or None to listen on."""

    world: World
    sid: str
    number: str
    answer: Answer
    over: Callable[["Phone"], object] = _nothing  # it has ended, whoever hung up
    met: Callable[["Phone"], object] = _nothing  # it hosts a conference, and somebody has come
    reaction: float = REACTION
    terms: dict[str, Any] = field(
        default_factory=dict
    )  # of a call that we place: Url, StatusCallback, Timeout
    heard: list[tuple[float, str]] = field(default_factory=list)
    is_up: bool = False
    began: float = 0.0
    steps: int = 0  # what was planned before the last step is off
    room: str = ""
    after_room: str = ""

    def dial(self) -> None:
        """Call the hotline."""
        self._begin()
        self._fetch("/voice/incoming", {})

    def pick_up(self) -> None:
        """Answer a call of the hotline."""
        self._begin()
        self._fetch(path_of(self.terms["Url"]), {})

    def note(self, status: str) -> None:
        """Let the carrier tell what becomes of a call of the hotline, where it was asked to."""
        asked = self.terms.get("StatusCallbackEvent", ["completed"])
        over = status not in {"initiated", "ringing", "answered"}
        if "StatusCallback" in self.terms and ("completed" if over else status) in asked:
            self._post(path_of(self.terms["StatusCallback"]), {"CallStatus": status})

    def miss(self, how: str) -> None:
        """Ring no more: `busy` or `no-answer`."""
        self.world.log.note("hung-up", call=self.sid, by="nobody", status=how)
        self.note(how)

    def hang_up(self, by: str = "caller") -> None:
        """End the call, as the caller does or the hotline."""
        if not self.is_up:
            return
        self.is_up = False
        self.steps += 1
        self.world.log.note("hung-up", call=self.sid, by=by, status="completed")
        self.world.exchange.leave(self)
        self.over(self)
        if self.terms:
            self.note("completed")
        else:
            self._post("/voice/status", {"CallStatus": "completed"})

    def led_to(self, address: str) -> None:
        """Go where the hotline leads this call, whatever it was hearing."""
        self.world.exchange.leave(self, still_up=True)
        self._fetch(address, {})

    def meet(self, other: "Phone") -> None:
        """Tell whoever hosts a conference here that somebody has come."""
        self.met(other)

    def out_of_room(self) -> None:
        """Go on after a conference that is over."""
        if self.is_up:
            self._fetch(self.after_room, {"DialCallStatus": "answered"})

    def _begin(self) -> None:
        self.is_up, self.began = True, self.world.elapsed
        self.world.exchange.phones[self.sid] = self
        self.world.log.note("picked-up", call=self.sid, number=self.number)

    def _fetch(self, address: str, form: dict[str, str]) -> None:
        if self.is_up:
            self.steps += 1
            self._post(address, form, partial(self._hears, self.steps))

    def _hears(self, step: int, document: ET.Element | None) -> None:
        if self.steps == step:  # else the call has ended, or was led elsewhere, meanwhile
            self._verbs([] if document is None else list(document), 0.0)

    def _post(self, address: str, form: dict[str, str], hear: Hear = _nothing) -> None:
        ends = {"To": self.number, "From": NUMBER} if self.terms else {"From": self.number}
        self.world.post(address, self.sid, hear, **ends, **form)

    def _verbs(self, verbs: list[ET.Element], spent: float) -> None:
        for verb in verbs:
            if verb.tag == "Gather":
                if self._gather(verb, spent):
                    return
                spent += sum(map(seconds, verb)) + float(verb.get("timeout", "5"))
            elif verb.tag in _LAST:
                _LAST[verb.tag](self, verb, spent)
                return
            else:
                self._note(verb, spent)
                spent += seconds(verb)
        self._plan(spent, self._end)

    def _gather(self, gather: ET.Element, spent: float) -> bool:
        words = " ".join(filter(None, map(said, gather)))
        self.heard.append((self.world.elapsed + spent, words))
        keys = self.answer(words)
        action, length = gather.get("action", ""), sum(map(seconds, gather))
        if keys == HANGS_UP:
            self._plan(spent + self.reaction, self.hang_up)
            return True
        if keys:
            self._later(spent + min(length, INTERRUPTS) + self.reaction, action, {"Digits": keys})
            return True
        if gather.get("actionOnEmptyResult") == "true":
            self.world.puzzled[words] += 1
            self._later(spent + length + float(gather.get("timeout", "5")), action, {"Digits": ""})
            return True
        return False

    def _enter(self, dial: ET.Element, spent: float) -> None:
        room = dial.find("Conference")
        name, hosts = (
            (room.text or "", room.get("startConferenceOnEnter") == "true")
            if room is not None
            else ("", False)
        )
        self.after_room = path_of(dial.get("action", ""))
        self._plan(spent, lambda: self.world.exchange.enter(self, name, hosts=hosts))

    def _redirect(self, verb: ET.Element, spent: float) -> None:
        self._later(spent, verb.text or "", {})

    def _hangup(self, _verb: ET.Element, spent: float) -> None:
        self._plan(spent, self._end)

    def _end(self) -> None:
        self.hang_up(by="hotline")

    def _note(self, verb: ET.Element, spent: float) -> None:
        if said(verb):
            self.heard.append((self.world.elapsed + spent, said(verb)))

    def _later(self, delay: float, address: str, form: dict[str, str]) -> None:
        self._plan(delay, lambda: self._fetch(path_of(address), form))

    def _plan(self, delay: float, act: Callable[[], None]) -> None:
        planned = self.steps

        def unless_led_elsewhere() -> None:
            if self.steps == planned:
                act()

        self.world.after(delay, unless_led_elsewhere)


_LAST = {"Redirect": Phone._redirect, "Hangup": Phone._hangup, "Dial": Phone._enter}  # noqa: SLF001


@lru_cache(maxsize=20_000)
def said(verb: ET.Element) -> str:
    return " ".join("".join(verb.itertext()).split()) if verb.tag == "Say" else ""


@lru_cache(maxsize=20_000)
def seconds(verb: ET.Element) -> float:
    """Return how long a verb takes to hear."""
    if verb.tag == "Say":
        return len(said(verb).split()) / WORDS_A_SECOND
    if verb.tag == "Play":
        return TUNE * float(verb.get("loop", "1"))
    return float(verb.get("length", "1")) if verb.tag == "Pause" else 0.0
