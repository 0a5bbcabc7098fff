"""Who is booked for, as a form says it: one to five people, or those whose bookings are to be moved."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from agents.errors import Refused, Unreadable
from agents.services import Services
from agents.tongue import _
from agents.wishes import Wish, read_date
from booking_core import Person, campaign_of, invited, is_spoken_number, number, people_of
from queueing import MOST_PEOPLE, Place

OLDEST = 125
LONGEST_NAME = 60
CLAIM = re.compile(r"[0-9a-f]{32}")
NOBODY = "Nobody can have been born then: ask for the birth date once more."
CENTURIES = ("18", "19", "20")
FIELDS = ("birth_date", "code", "surname")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of one person, as it stands in the form."""

    birth_date: str = ""
    code: str = ""
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """People who are booked together; `moving` are the claims of what they would give up for a new time.

    `name` is that of what is held for them, and `place` that of the caller, where there is one.
    """

    name: str
    people: tuple[Person, ...]
    place: Place | None = None
    moving: tuple[str, ...] = ()


def typed(form: MultiDict[str, str]) -> list[Typed]:
    """Return what was typed, person by person; at least one, and never more than can be booked together."""
    columns = [form.getlist(name)[:MOST_PEOPLE] for name in FIELDS]
    return [Typed(*row) for row in zip_longest(*columns, fillvalue="")] or [Typed()]


def typed_by_key(wish: Wish) -> list[Typed]:
    """Return what a caller has already typed by touch-tone; several who are not named yet are two."""
    rows = [Typed(born.isoformat(), code) for born, code in wish.known] or [Typed()]
    return [*rows, Typed()] if wish.several and len(rows) == 1 else rows


def number_asked(services: Services, text: str) -> str | None:
    """Read the number of a caller who withholds it, where they gave one."""
    if not text.strip():
        return None
    with services.database.reading() as look:
        campaign = campaign_of(look)
    read = number(text, campaign.country if campaign else "CA")
    if read is None:
        raise Unreadable(_("Enter the number with its area code, such as 902 555 0142."))
    return read


def people_asked(services: Services, phone: str | None, rows: Sequence[Typed]) -> tuple[Person, ...]:
    """Read whom the appointments are for, all calling from one number."""
    several = len(rows) > 1
    people = tuple(_person(services, phone, row, at if several else 0) for at, row in enumerate(rows, 1))
    codes = Counter(person.code for person in people if person.code)
    if any(count > 1 for count in codes.values()):
        raise Unreadable(_("An invitation code is one person's, and here it is two people's."))
    return people


def people_moved(services: Services, claims: Sequence[str]) -> tuple[Person, ...]:
    """Return whose bookings these are."""
    with services.database.reading() as look:
        people = people_of(look, claims) if all(map(CLAIM.fullmatch, claims)) else []
    if not people or len(people) != len(claims) or len(people) > MOST_PEOPLE:
        raise Refused(_("This booking is not there any more. Look for it once more."))
    return tuple(people)


def born_on(text: str, today: date, nth: int = 0, field: str = "") -> date:
    """Read a day on which somebody can have been born."""
    born = read_date(text)
    if born is not None and today.year - OLDEST <= born.year and born <= today:
        return born
    is_written_so = sum(map(str.isdigit, text)) == len("19380405") and text.lstrip()[:2] in CENTURIES
    why = NOBODY if is_written_so else "Enter the birth date as year, month, day: 1938-04-05."
    raise Unreadable(_nth(nth) + _(why), field)


def _person(services: Services, phone: str | None, row: Typed, nth: int) -> Person:
    """Read one person, named by number in a party; a code counts only with the birth date it was sent to."""
    birth_date = born_on(row.birth_date, services.now().date(), nth, f"birth_date_{nth or 1}")
    digits = "".join(char for char in row.code if char.isdigit())
    if digits and not _is_known(services, digits, birth_date):
        raise Unreadable(
            _nth(nth) + _("This code does not go with this birth date. Read both back to the caller."),
            f"code_{nth or 1}",
        )
    return Person(birth_date, phone, digits or None, row.surname.strip()[:LONGEST_NAME] or None)


def _nth(nth: int) -> str:
    return _("Person {nth}: ").format(nth=nth) if nth else ""


def _is_known(services: Services, digits: str, birth_date: date) -> bool:
    with services.database.reading() as look:
        return is_spoken_number(digits) and invited(look, digits, birth_date)
