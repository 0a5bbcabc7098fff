"""Booking with the caller: the same core, and the same rules, that callers meet by touch-tone."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from agents.errors import Unreadable
from agents.services import Services
from agents.wishes import read_date
from booking_core import (
    AlreadyBooked,
    Booking,
    Clinic,
    OpenClinic,
    Person,
    Release,
    Supply,
    booking_of,
    campaign_of,
    find_bookings,
    invited,
    is_spoken_number,
    number,
    owe_reference,
)
from queueing import Place

OLDEST = 125
LONGEST_NAME = 60
CLAIM = re.compile(r"[0-9a-f]{32}")
WHY_NONE = {
    "held by others": "Every open time here is being looked at by somebody else. Try again in a moment.",
    "sold out": "This clinic has no open times left.",
    "code needed": "This clinic asks for an invitation code, or goes by surname. Enter what they have above.",
    "no later times": "There are no later times at this clinic.",
    "booked already": "This person has an appointment already.",
}


@dataclass(frozen=True, slots=True)
class Openings:
    """Where somebody may book now; where nowhere, what opens next."""

    clinics: list[OpenClinic]
    booked: Booking | None
    coming: Release | None
    coming_at: datetime | None


def person_asked(services: Services, place: Place, born: str, code: str, surname: str) -> Person:
    """Read who the appointment is for; an invitation code counts only with the birth date it was sent to."""
    birth_date = read_date(born)
    today = services.now().date()
    if birth_date is None or not today.year - OLDEST <= birth_date.year or birth_date > today:
        raise Unreadable("Enter the birth date as year, month, day: 1938-04-05.")
    digits = "".join(char for char in code if char.isdigit())
    if digits:
        _check_code(services, digits, birth_date)
    return Person(birth_date, place.phone, digits or None, surname.strip()[:LONGEST_NAME] or None)


def openings(services: Services, person: Person) -> Openings:
    """Return the clinics where this person may book now, on this channel."""
    now, releases = services.now(), services.bookings.releases
    with services.database.reading() as look:
        clinics = releases.clinics(look, None, [person], now)
        coming = None if clinics else releases.next_release(look, [person], now)
        campaign = campaign_of(look)
        booked = booking_of(look, person)
    local = coming.opens_at.astimezone(campaign.zone) if coming and campaign else None
    return Openings(clinics, booked, coming, local)


def hold(
    services: Services, party: str, person: Person, clinic_id: int, after: datetime | None
) -> tuple[Clinic, Supply]:
    """Hold the earliest times of a clinic for this desk's caller; what was held before is let go."""

    def work(tx: Connection) -> tuple[Clinic, Supply]:
        clinic = services.bookings.releases.clinic(tx, clinic_id)
        if clinic is None:
            raise Unreadable("There is no such clinic.")
        now = services.now()
        held = services.bookings.hold(tx, party=party, people=[person], clinic=clinic, now=now, after=after)
        return clinic, held

    return services.database.run(work)


def keep(services: Services, party: str) -> None:
    """Start the time of this desk's holds anew."""
    services.database.run(lambda tx: services.bookings.extend(tx, party, services.now()))


def let_go(services: Services, party: str) -> None:
    """Give back what this desk holds."""
    services.database.run(lambda tx: services.bookings.release(tx, party, services.now()))


def confirm(services: Services, claim: str, person: Person) -> Booking | None:
    """Book a held time; None where it was lost, and the booking they have where they had one before."""
    if not CLAIM.fullmatch(claim):
        return None
    try:
        booked = services.database.run(
            lambda tx: services.bookings.confirm(tx, claim, [person], services.now())
        )
    except AlreadyBooked as already:
        return already.booking
    return None if booked is None else booked[0]


def owe_text(services: Services, reference: str, to: str, language: str, occasion: str) -> str:
    """Owe a text with the reference, once on each occasion, and return the number that it goes to."""

    def work(tx: Connection) -> str:
        campaign = campaign_of(tx)
        mobile = number(to, campaign.country if campaign else "CA")
        if mobile is None:
            raise Unreadable("Enter the number with its area code, such as 902 555 0142.")
        found = find_bookings(tx, reference=reference, limit=1) if is_spoken_number(reference) else []
        if not found:
            raise Unreadable("There is no booking with this reference.")
        owe_reference(tx, found[0], mobile, language, occasion, services.now())
        return mobile

    return services.database.run(work)


def _check_code(services: Services, digits: str, birth_date: date) -> None:
    with services.database.reading() as look:
        known = is_spoken_number(digits) and invited(look, digits, birth_date)
    if not known:
        raise Unreadable("This code does not go with this birth date. Read both back to the caller.")
