"""What a caller has already answered by touch-tone, so that nobody asks it again."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import strptime
from typing import Any

from agents.tongue import _
from booking_core import Person
from queueing import Place, is_through_relay, people

WHOM = {"self": "themselves", "other": "somebody else", "several": "several people together"}


@dataclass(frozen=True, slots=True)
class Wish:
    """The answers that came with a place; what was not asked yet is empty."""

    whom: str = ""
    known: tuple[tuple[date, str], ...] = ()  # of each person: the birth date, and the code or nothing
    several: bool = False
    region: str = ""
    clinic_id: int | None = None
    clinic: str = ""
    reference: str = ""
    relay: bool = False

    @property
    def summary(self) -> str:
        """What they want, in a few words for a list."""
        if self.reference:
            return _("Has a booking, asks for a person")
        where = self.clinic or self.region
        if where:
            return f"{_('An appointment')}, {where}"
        return _("An appointment") if self.whom else _("A person")

    @property
    def birth_date(self) -> date | None:
        """The birth date of the first of them."""
        return self.known[0][0] if self.known else None

    @property
    def code(self) -> str:
        """The invitation code of the first of them."""
        return self.known[0][1] if self.known else ""

    def people(self, phone: str | None) -> tuple[Person, ...]:
        """Return those who are known, calling from a number."""
        return tuple(Person(born, phone, code or None) for born, code in self.known)


def wish_of(place: Place) -> Wish:
    """Read a place's wish; whatever cannot be read counts as not answered."""
    kept: dict[str, Any] = place.wish
    booking = kept.get("booking") or {}
    clinic = kept.get("clinic")
    return Wish(
        whom=WHOM.get(str(kept.get("whom", "")), ""),
        known=tuple(_known(kept)),
        several=kept.get("whom") == "several",
        region=str(kept.get("region_name", "")),
        clinic_id=clinic if isinstance(clinic, int) else None,
        clinic=str(kept.get("clinic_name", "")),
        reference=str(booking.get("reference", "")) if isinstance(booking, dict) else "",
        relay=is_through_relay(kept),
    )


def _known(kept: Mapping[str, Any]) -> Iterator[tuple[date, str]]:
    """Yield those who were named, and last the date that was typed but not yet said to be right."""
    seen = set()
    for each in (*people(dict(kept)), {"birth_date": kept.get("typed_birth")}):
        born = read_date(str(each.get("birth_date") or ""))
        if born is not None and (born not in seen or "code" in each):
            seen.add(born)
            yield born, str(each.get("code") or "")


def read_date(text: str) -> date | None:
    """Read a date as a form or a keypad gives it, or as this console writes it, with the month's name."""
    return _in_words(text) or _in_digits(text)


def _in_words(text: str) -> date | None:
    words = " ".join(text.replace(",", " ").split())
    for order in ("%d %B %Y", "%B %d %Y"):
        with suppress(ValueError):
            return date(*strptime(words, order)[:3])
    return None


def _in_digits(text: str) -> date | None:
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) != 8:  # noqa: PLR2004
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
