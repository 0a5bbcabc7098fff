"""Who calls, from a seed: when, for whom, wanting which region; and what they press when they are asked."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from scripts.mornings.phone import HANGS_UP

PATIENCE, TESTERS = 2700, 0.3  # seconds in the mean; some only test whether there is anything
OLDEST, YOUNGEST = date(1921, 1, 1), date(1941, 1, 1)


@dataclass(repr=False)
class Caller:
    """Somebody who answers what they are asked, and wants one region or any."""

    number: str
    births: Sequence[str]
    region: str  # as it is said; "whichever" where they do not mind
    arrives: float  # seconds after the start
    patience: float  # seconds until they hang up unserved
    is_test: bool = False  # hangs up as soon as a time is offered
    words: list[str] = field(default_factory=list)
    asked: int = 0  # birth dates given so far

    def answer(self, words: str) -> str | None:
        """Return what this person presses at these words; None is to listen on."""
        self.words.append(words)
        if self.is_test and OFFERED in words:
            return HANGS_UP
        return self._choice(words) or self._simple(words)

    def _choice(self, words: str) -> str | None:
        if ("enter" in words and "birth date" in words) or "the birth date of" in words:
            self.asked += 1
            return self.births[(self.asked - 1) % len(self.births)]
        if "Where would you like to go" in words:
            return key_for(words, self.region) or key_for(words, "others")
        if "Who is the appointment for" in words:
            return "1" if len(self.births) == 1 else key_for(words, "two or more")
        if "How many" in words:
            return str(len(self.births))
        return None

    def _simple(self, words: str) -> str | None:
        return next((key for fragment, key in SIMPLE if fragment in words), None)


OFFERED = "kept for you while you choose"
SIMPLE = (
    ("For English", "1"),
    ("To book an appointment", "1"),
    ("You entered", "1"),
    ("It is your turn", "1"),
    ("These clinics have", "1"),
    ("kept for you while you choose", "1"),
    ("find a pen and paper", "1"),
    ("Your reference is", "1"),
    ("receive text messages", "2"),
)


def key_for(words: str, what: str) -> str | None:
    """Return the key said right after something, in sentences like "For Truro, press 2"."""
    sentence = next(
        (each for each in words.split(".") if what.lower() in each.lower() and "press" in each), ""
    )
    return sentence.split("press ")[-1].strip()[:1] or None


def crowd(seed: int, count: int, rate: float, regions: dict[str, float], couples: float) -> list[Caller]:
    """Draw so many callers: `rate` a second from the first second, regions by weight, a share of couples."""
    chance, at, callers = random.Random(seed), 0.0, []
    for n in range(count):
        at += chance.expovariate(rate)
        births = [_birth(chance) for _ in range(2 if chance.random() < couples else 1)]
        region = chance.choices(list(regions), list(regions.values()))[0]
        patience, is_test = chance.expovariate(1 / PATIENCE), chance.random() < TESTERS
        callers.append(Caller(f"+1902{5_000_000 + n}", births, region, at, patience, is_test))
    return callers


def _birth(chance: random.Random) -> str:
    day = OLDEST + timedelta(days=chance.randrange((YOUNGEST - OLDEST).days))
    return day.strftime("%Y%m%d")
