"""A caller's telephone in virtual time: it takes as long to hear a document as it takes to say it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from scripts.mornings.world import World

HANGS_UP = "hangs up"  # what an answer may be besides keys
WORDS_A_SECOND = 150 / 60
REACTION = 2.0  # seconds between the end of a question and the key
TUNE = 10.0  # seconds of one round of music
Answer = Callable[[str], str | None]


@dataclass(repr=False)
class Phone:
    """One call: what was heard, and what is pressed; `answer` returns the keys, or None to listen on."""

    world: World
    sid: str
    number: str
    answer: Answer
    heard: list[tuple[float, str]] = field(default_factory=list)
    is_up: bool = False
    steps: int = 0  # what was planned before the last step is off

    def dial(self) -> None:
        self.is_up = True
        self.world.exchange.phones[self.sid] = self.led_to
        self._fetch("/voice/incoming", {})

    def hang_up(self) -> None:
        if not self.is_up:
            return
        self.is_up = False
        self.steps += 1
        del self.world.exchange.phones[self.sid]
        self._post("/voice/status", {"CallStatus": "completed"})

    def led_to(self, address: str) -> None:
        """Go where the hotline leads this call, whatever it was hearing."""
        self._fetch(address, {})

    def _fetch(self, address: str, form: dict[str, str]) -> None:
        if self.is_up:
            self.steps += 1
            self._hear(ET.fromstring(self._post(address, form)))

    def _post(self, address: str, form: dict[str, str]) -> str:
        return self.world.hotline.post(address, self.sid, From=self.number, **form)

    def _hear(self, document: ET.Element) -> None:
        self._verbs(list(document), 0.0)

    def _verbs(self, verbs: list[ET.Element], spent: float) -> None:
        for verb in verbs:
            if verb.tag == "Gather":
                if self._gather(verb, spent):
                    return
                spent += sum(map(seconds, verb)) + float(verb.get("timeout", "5"))
            elif verb.tag == "Redirect":
                self._later(spent, verb.text or "", {})
                return
            elif verb.tag == "Hangup":
                self._plan(spent, self.hang_up)
                return
            elif verb.tag == "Dial":
                return  # at a desk: this morning has none
            else:
                self._note(verb, spent)
                spent += seconds(verb)
        self._plan(spent, self.hang_up)

    def _gather(self, gather: ET.Element, spent: float) -> bool:
        words = " ".join(filter(None, map(said, gather)))
        self.heard.append((self.world.elapsed + spent, words))
        keys = self.answer(words)
        action, length = gather.get("action", ""), sum(map(seconds, gather))
        if keys == HANGS_UP:
            self._plan(spent + REACTION, self.hang_up)
            return True
        if keys:
            self._later(spent + min(length, 12) + REACTION, action, {"Digits": keys})
            return True
        if gather.get("actionOnEmptyResult") == "true":
            self._later(spent + length + float(gather.get("timeout", "5")), action, {"Digits": ""})
            return True
        return False

    def _note(self, verb: ET.Element, spent: float) -> None:
        if said(verb):
            self.heard.append((self.world.elapsed + spent, said(verb)))

    def _later(self, delay: float, address: str, form: dict[str, str]) -> None:
        where = urlsplit(address)
        self._plan(delay, lambda: self._fetch(f"{where.path}?{where.query}", form))

    def _plan(self, delay: float, act: Callable[[], None]) -> None:
        planned = self.steps

        def unless_led_elsewhere() -> None:
            if self.steps == planned:
                act()

        self.world.after(delay, unless_led_elsewhere)


def said(verb: ET.Element) -> str:
    return " ".join("".join(verb.itertext()).split()) if verb.tag == "Say" else ""


def seconds(verb: ET.Element) -> float:
    """Return how long a verb takes to hear."""
    if verb.tag == "Say":
        return len(said(verb).split()) / WORDS_A_SECOND
    if verb.tag == "Play":
        return TUNE * float(verb.get("loop", "1"))
    return float(verb.get("length", "1")) if verb.tag == "Pause" else 0.0
