"""What a caller has already answered by touch-tone, so that nobody asks it again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import strptime
from typing import Any

from booking_core import Person
from queueing import Place, is_through_relay, people

WHOM = {"self": "themselves", "other": "somebody else", "several": "several people together"}


@dataclass(frozen=True, slots=True)
class Wish:
    """The answers that came with a place; what was not asked yet is empty."""

    whom: str = ""
    birth_date: date | None = None
    region: str = ""
    clinic_id: int | None = None
    clinic: str = ""
    code: str = ""
    reference: str = ""
    relay: bool = False

    @property
    def summary(self) -> str:
        """What they want, in a few words for a list."""
        if self.reference:
            return "Has a booking, asks for a person"
        where = self.clinic or self.region
        return f"An appointment, {where}" if where else "An appointment" if self.whom else "A person"

    def person(self, phone: str | None) -> Person | None:
        """Return the person as far as they are known."""
        return Person(self.birth_date, phone, self.code or None) if self.birth_date else None


def wish_of(place: Place) -> Wish:
    """Read a place's wish; whatever cannot be read counts as not answered."""
    kept: dict[str, Any] = place.wish
    booking = kept.get("booking") or {}
    clinic = kept.get("clinic")
    known = next(iter(people(kept)), {})
    return Wish(
        whom=WHOM.get(str(kept.get("whom", "")), ""),
        birth_date=read_date(str(known.get("birth_date") or kept.get("typed_birth", ""))),
        region=str(kept.get("region_name", "")),
        clinic_id=clinic if isinstance(clinic, int) else None,
        clinic=str(kept.get("clinic_name", "")),
        code=str(known.get("code") or ""),
        reference=str(booking.get("reference", "")) if isinstance(booking, dict) else "",
        relay=is_through_relay(kept),
    )


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
