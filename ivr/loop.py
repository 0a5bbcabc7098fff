"""Where a caller goes round while they wait: the wait loop's own address has all of it, and needs no SQL."""

from dataclasses import dataclass, replace
from typing import Self

from ivr.cadence import said_last

SLOWER = 2  # stars


@dataclass(frozen=True, slots=True)
class Loop:
    """One round to come: whose, after which document, and how it is to be heard."""

    place: int
    number: int  # of the document that led into the loop
    language: str
    begins: int = 0  # seconds since the loop began
    quiet: bool = False  # a soft tone instead of music
    stars: int = 0  # pressed in it; two, here or before, are for a slower voice
    heard: int = 0  # the announcement of a supervisor that was said here, or before; 0 is none

    @property
    def is_slow(self) -> bool:
        return self.stars >= SLOWER

    @property
    def told(self) -> str:
        """Return the name of the newest announcement: what was said in it counts until the next."""
        return f"{self.number}.{said_last(self.begins)}.{self.stars}"

    def after(self, ends: int) -> Self:
        """Return the round that begins when this one ends."""
        return replace(self, begins=ends)

    def starred(self) -> Self:
        """Return the same round after one more star."""
        return replace(self, stars=self.stars + 1)
