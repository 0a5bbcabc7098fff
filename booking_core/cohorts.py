"""Who may book now: a release's cohort, judged against the person who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

Channel = str  # "phone", "agent" or "callback"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who needs an appointment; `code` is an invitation code that has been checked."""

    birth_date: date
    phone: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The birth dates that a release is for; an open end is None."""

    born_from: date | None = None
    born_until: date | None = None

    def admits(self, person: Person) -> bool:
        """Tell whether the person belongs."""
        not_too_old = self.born_from is None or self.born_from <= person.birth_date
        return not_too_old and (self.born_until is None or person.birth_date <= self.born_until)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**{name: date.fromisoformat(text) for name, text in stored.items()})

    def stored(self) -> dict[str, str]:
        ends = {"born_from": self.born_from, "born_until": self.born_until}
        return {name: day.isoformat() for name, day in ends.items() if day is not None}


@dataclass(frozen=True, slots=True)
class Release:
    """Slots that open at an instant, to a cohort, on some channels."""

    id: int
    name: str
    opens_at: datetime
    channels: Sequence[Channel]
    cohort: Cohort
    asks_code: bool

    def may_see(self, people: Sequence[Person], channel: Channel, now: datetime) -> bool:
        """Tell whether all these people may be told of these slots now; the code is asked later."""
        admitted = all(self.cohort.admits(person) for person in people)
        return admitted and self.opens_at <= now and channel in self.channels

    def may_hold(self, people: Sequence[Person], channel: Channel, now: datetime) -> bool:
        """Tell whether all these people may take such slots now."""
        asked = self.asks_code and any(person.code is None for person in people)
        return self.may_see(people, channel, now) and not asked
