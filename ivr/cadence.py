"""When a waiting caller hears something, and how often their telephone asks us again: pure.

Something is said at the start, after a minute, and then every two minutes. A turn or a desk reaches callers
by a move of the call, so nothing is lost by asking seldom: near the head a round of the loop lasts half a
minute, far from it four. A far round passes one announcement, where only a word of comfort is said. A breath
of up to three seconds before a round's end keeps callers who came together from asking together for ever.
"""

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

FIRST, BETWEEN = 60, 120  # seconds: the second announcement, and from each to the next
NEAR, FAR = 30, 240
ROUNDS = ((10, NEAR), (30, 60), (200, 120))  # places from the head, and the seconds of a round
BREATHS = 4


@dataclass(frozen=True, slots=True)
class Round:
    """One document of the loop, in seconds since the loop began: `comforts` are said on the way."""

    begins: int
    ends: int
    is_said: bool  # whether it begins with an announcement
    comforts: tuple[int, ...]
    breath: int

    @property
    def stretches(self) -> list[int]:
        """Return the seconds between one word and the next."""
        marks = (self.begins, *self.comforts, self.ends)
        return [after - before for before, after in pairwise(marks)]


def seconds(position: int) -> int:
    """Return how long a round lasts for a place so far from its turn: callers by this is the webhook load."""
    return next((length for reach, length in ROUNDS if position <= reach), FAR)


def round_of(place: int, begins: int, position: int) -> Round:
    """Return the round that begins then, for a place at this position."""
    said = said_last(begins)
    coming, length = _after(said), seconds(position)
    ends = min(begins + length, coming) if length < FAR else said_last(begins + length)
    comforts = tuple(each for each in (coming,) if each < ends)
    return Round(begins, ends, begins == said, comforts, _breath(place, begins))


def said_last(second: int) -> int:
    """Return when the newest announcement is due: its answer counts until the next."""
    return 0 if second < FIRST else FIRST + (second - FIRST) // BETWEEN * BETWEEN


def _after(said: int) -> int:
    return FIRST if said == 0 else said + BETWEEN


def _breath(place: int, begins: int) -> int:
    return blake2b(f"{place}.{begins}".encode(), digest_size=1).digest()[0] % BREATHS
