"""What a supervisor has set of a line, beside its hours: pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json import dumps, loads
from typing import Any, Self

from booking_core import unsayable
from queueing.errors import BadAnnouncement
from queueing.place import milliseconds

FIRST = "en"  # the language that every announcement has
SPOKEN_IN = (FIRST, "fr", "es")
LONGEST = 200  # characters of an announcement in one language: a quarter of a minute


@dataclass(frozen=True, slots=True)
class Announcement:
    """What callers hear until it ends, by language; English where theirs was not given."""

    id: int
    texts: Mapping[str, str] = field(hash=False)
    until: datetime

    def text(self, language: str) -> tuple[str, str]:
        """Return the text for a language, and the language that it is in."""
        found = language if language in self.texts else FIRST
        return self.texts[found], found


@dataclass(frozen=True, slots=True)
class Pulled:
    """Where the levers of a line stand."""

    pause: str | None = None  # what is said of it
    shut_until: datetime | None = None  # closed for a day: nothing is open before
    calls_back: bool = True  # whether callbacks are offered
    announcement: Announcement | None = None

    def announced(self, now: datetime) -> Announcement | None:
        """Return what is announced at an instant; its own end takes it down."""
        found = self.announcement
        return found if found is not None and now < found.until else None

    def words(self) -> str:
        """Write what the wait loop needs, for Redis; empty where no lever is pulled that it has to know."""
        told: dict[str, Any] = {} if self.calls_back else {"calls_back": False}
        if (it := self.announcement) is not None:
            told["announcement"] = [it.id, dict(it.texts), milliseconds(it.until)]
        return dumps(told) if told else ""

    @classmethod
    def read(cls, words: str) -> Self:
        """Return what was written for the wait loop."""
        told = loads(words) if words else {}
        it = told.get("announcement")
        until = datetime.fromtimestamp(it[2] / 1000, UTC) if it else None
        found = Announcement(it[0], it[1], until) if it and until else None
        return cls(calls_back=told.get("calls_back", True), announcement=found)


NONE = Pulled()


def checked(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of an announcement as they will be said, without those that are empty.

    Raises BadAnnouncement for one that is too long, that has what no voice can say, or without English.
    """
    said = {language: " ".join(texts.get(language, "").split()) for language in SPOKEN_IN}
    if not said[FIRST]:
        raise BadAnnouncement("Write the announcement in English at least: it stands in for the others.")
    for language, text in said.items():
        if len(text) > LONGEST:
            raise BadAnnouncement(f"At most {LONGEST} characters a language: {language} has {len(text)}.")
        if odd := unsayable(text):
            raise BadAnnouncement(
                f"Letters, digits and punctuation can be said; {odd!r} cannot, in {language}."
            )
    return {language: text for language, text in said.items() if text}
