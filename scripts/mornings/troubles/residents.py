"""Who calls on a troubled morning: they press what they are asked for; some hang up, some call again."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from scripts.mornings.phone import HANGS_UP

DONE_WORDS = ("Everything is done", "You have left the line", "Your reference is")
SIMPLE = (
    ("For English", "1"),
    ("To book an appointment", "1"),
    ("You entered", "1"),
    ("Are you calling from", "1"),
    ("These clinics have", "1"),
    ("kept for you while you choose", "1"),
    ("find a pen and paper", "1"),
    ("Your reference is", "1"),
    ("receive text messages", "1"),
    ("It is your turn", "1"),
    ("If you asked for it", "1"),
    ("To go on now", "1"),
    ("There is an appointment already", "1"),
    ("To go on where you were", "1"),
)
WANTED = ("To go on with the place", "To wait for")
CALL_ME = ("To be called on", "1")


class Call(Protocol):
    """A call at a telephone of theirs, simulated or real."""

    @property
    def is_up(self) -> bool: ...

    def end(self, by: str) -> None: ...


Dial = Callable[["Resident"], None]
After = Callable[[float, Callable[[], None]], None]


@dataclass(repr=False)
class Resident:
    """Somebody with a telephone; what they are like is drawn before the morning begins."""

    number: str
    births: tuple[str, ...]
    region: str
    chance: random.Random
    dial: Dial
    after: After
    wants_person: bool = False
    wants_callback: bool = False
    calls_again: bool = False  # after they have booked, and books once more if they can
    is_test: bool = False  # hangs up as soon as a time is offered
    patience: float = 900.0  # seconds on the phone, until they hang up unserved
    redials: int = 2  # how often they call again after a call that came to nothing
    at_home: float = 0.9  # the chance that they answer a ring
    calls: list[Call] = field(default_factory=list)
    asked: int = 0  # birth dates given so far
    is_done: bool = False

    @property
    def is_on_the_phone(self) -> bool:
        return any(call.is_up for call in self.calls)

    def call(self) -> None:
        """Dial, unless they are on the phone or have what they want."""
        if not self.is_done and not self.is_on_the_phone:
            self.dial(self)

    def began(self, call: Call) -> None:
        """Have the receiver at the ear, for as long as patience lasts."""
        self.calls.append(call)
        self.after(self.chance.expovariate(1 / self.patience) + 20, lambda: call.end("caller"))

    def over(self, _call: Call) -> None:
        """Call again, where that call came to nothing, or to be sure."""
        if self.is_done and self.calls_again:
            self.is_done, self.calls_again, self.redials = False, False, 1
        if not self.is_done and self.redials > 0:
            self.redials -= 1
            self.after(self.chance.expovariate(1 / 60) + 5, self.call)

    def answer(self, words: str, _call: Call) -> str | None:
        """Return what they press at these words; None is to listen on."""
        self.is_done = self.is_done or any(each in words for each in DONE_WORDS)
        if self.is_test and "kept for you while you choose" in words:
            return HANGS_UP
        return self._line(words) or self._choice(words) or self._simple(words)

    def _line(self, words: str) -> str | None:
        if self.wants_callback and "It is promised" in words:
            self.wants_callback = False  # whoever calls all the same waits on the phone
            return HANGS_UP
        if self.wants_callback and CALL_ME[0] in words:
            return CALL_ME[1]
        if self.wants_callback and "To be called back" in words:
            return key_for(words, "To be called back")
        if self.wants_person and "To book an appointment" in words:
            return "0"
        return None

    def _choice(self, words: str) -> str | None:
        if ("enter" in words and "birth date" in words) or "the birth date of" in words:
            self.asked += 1
            return self.births[(self.asked - 1) % len(self.births)]
        if asked := next((each for each in WANTED if each in words), ""):
            return key_for(words, asked)
        if "Where would you like to go" in words:
            return key_for(words, self.region) or key_for(words, "others") or "1"
        if "Who is the appointment for" in words:
            return "1" if len(self.births) == 1 else key_for(words, "two or more")
        return str(len(self.births)) if "How many people" in words else None

    def _simple(self, words: str) -> str | None:
        return next((key for fragment, key in SIMPLE if fragment in words), None)


def key_for(words: str, what: str) -> str | None:
    """Return the key said right after something, in sentences like "For Truro, press 2"."""
    sentences = (each for each in words.split(".") if what.lower() in each.lower() and "press" in each)
    return next(sentences, "").split("press ")[-1].strip()[:1] or None
