"""Who may book now: a release's cohort, judged against the person who asks; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from json import loads
from typing import Any, Self

from booking_core.letters import between, letters

Channel = str  # "phone", "agent" or "callback"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who needs an appointment; `code` is an invitation code that has been checked.

    `surname` is as they gave it, where they were asked; their letter outranks it, and it alone says `batch`.
    """

    birth_date: date
    phone: str | None = None
    code: str | None = None
    surname: str | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whom a release is for; what is not said admits everybody.

    `area_codes` are how numbers begin (E.164), `birth_months` 1 to 12; a surname's ends are first letters.
    """

    born_from: date | None = None
    born_until: date | None = None
    birth_months: tuple[int, ...] = ()
    surname_from: str = ""
    surname_until: str = ""
    batches: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()

    def may_admit(self, person: Person) -> bool:
        """Tell whether nothing speaks against the person; what only a letter can say is left open."""
        return (
            self.admits_birth(person.birth_date) and self._by_number(person.phone) and self._by_letter(person)
        )

    def asks_letter(self, person: Person) -> bool:
        """Tell whether only their letter can say that this person, who gave no code yet, belongs."""
        unnamed = self.goes_by_surname and not letters(person.surname or "")
        return person.code is None and (bool(self.batches) or unnamed)

    @property
    def goes_by_surname(self) -> bool:
        """Tell whether a surname decides."""
        return bool(self.surname_from or self.surname_until)

    def admits_birth(self, born: date) -> bool:
        """Tell whether somebody born then belongs to it, as far as their birth date decides."""
        late_enough = self.born_from is None or self.born_from <= born
        early_enough = self.born_until is None or born <= self.born_until
        return late_enough and early_enough and (not self.birth_months or born.month in self.birth_months)

    def _by_number(self, phone: str | None) -> bool:
        return not self.area_codes or (phone is not None and phone.startswith(self.area_codes))

    def _by_letter(self, person: Person) -> bool:
        unknown = person.code is None
        in_batch = not self.batches or person.batch in self.batches or unknown
        key = letters(person.surname or "")
        named = between(key, self.surname_from, self.surname_until) if key else unknown
        return in_batch and (not self.goes_by_surname or named)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Read a cohort as `stored` gives it."""
        days = {
            name: date.fromisoformat(stored[name]) for name in ("born_from", "born_until") if name in stored
        }
        lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
        return cls(**{**stored, **days, **lists})

    def stored(self) -> dict[str, Any]:
        """Return what is said, as JSON has it."""
        said = {name: value for name, value in asdict(self).items() if value}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


@dataclass(frozen=True, slots=True)
class Release:
    """Slots that open at an instant, to a cohort, on some channels."""

    id: int
    name: str
    opens_at: datetime
    channels: Sequence[Channel]
    cohort: Cohort
    asks_code: bool

    @classmethod
    @lru_cache(maxsize=256)  # every step of every call asks
    def read(cls, number: int, name: str, opens_at: datetime, channels: str, cohort: str, asks: int) -> Self:
        """Read a release whose channels and cohort are JSON: the same one while it is the same."""
        return cls(number, name, opens_at, tuple(loads(channels)), Cohort.read(loads(cohort)), bool(asks))

    def may_see(self, people: Sequence[Person], channel: Channel, now: datetime) -> bool:
        """Tell whether all these people may be told of these slots now; the code is asked later."""
        open_now = self.opens_at <= now and channel in self.channels
        return open_now and all(self.cohort.may_admit(person) for person in people)

    def may_hold(self, people: Sequence[Person], channel: Channel, now: datetime) -> bool:
        """Tell whether all these people may take such slots now."""
        return self.may_see(people, channel, now) and not self.asks(people)

    def asks(self, people: Sequence[Person]) -> bool:
        """Tell whether somebody of these has still to give the code of their letter."""
        return any(
            person.code is None and (self.asks_code or self.cohort.asks_letter(person)) for person in people
        )
