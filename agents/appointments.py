"""Booking with the caller: the same core, and the same rules, that callers meet by touch-tone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from agents import deeds
from agents.errors import Refused, Unreadable
from agents.parties import CLAIM, Party
from agents.services import Services
from agents.tongue import _
from booking_core import (
    ALL_DAY,
    PARTS,
    AlreadyBooked,
    Booking,
    Changes,
    Clinic,
    NotBooked,
    OpenDay,
    OtherRequest,
    Supply,
    bookings_of_claims,
    bounds,
    campaign_of,
    find_bookings,
    is_spoken_number,
    number,
    open_days,
    owe_reference,
)

FARTHEST = timedelta(days=3 * 365)
DAYS_AT_ONCE = 7
NOT_BOOKED = "This booking is not there any more, or it is over. Look for it once more."
WHY_NONE = {
    "held by others": "Every open time here is being looked at by somebody else. Try again in a moment.",
    "sold out": "This clinic has no open times left.",
    "code needed": "This clinic asks for an invitation code, or goes by surname. Enter above what they have.",
    "no later times": "There are no later times here.",
    "does not fit": "There is no day here with room for all of them together.",
    "not booked": NOT_BOOKED,
}
TAKEN = "Nothing is left then: somebody was quicker. Choose another day or part of the day."


@dataclass(frozen=True, slots=True)
class When:
    """Which times are wanted: later than `after`, and on a day, in a part of it, where those are named."""

    after: datetime | None = None
    day: date | None = None
    part: str = ALL_DAY

    @property
    def words(self) -> str:
        """The same as a form carries it: `2021-03-08 morning`."""
        return f"{self.day.isoformat()} {self.part}" if self.day else ""

    def bounds(self, clinic: Clinic) -> tuple[datetime | None, datetime | None]:
        """Return the instants after and before which the times begin."""
        if self.day is None:
            return self.after, None
        begin, end = bounds(clinic, self.day, self.part)
        return max(begin, self.after or begin), end


def when_asked(after: str, when: str, now: datetime) -> When:
    """Read which times are wanted; what cannot be read is not asked for."""
    try:
        later = datetime.fromisoformat(after) if after else None
    except ValueError:
        later = None
    day, _space, part = when.partition(" ")
    named = day_asked(day, now)
    later = later if later is not None and later.tzinfo and is_near(later, now) else None
    return When(later, named, part if part in PARTS else ALL_DAY)


def is_near(moment: date, now: datetime) -> bool:
    """Tell whether appointments can be about a moment, or a day: the first and last of all have no zones."""
    far = moment - now if isinstance(moment, datetime) else moment - now.date()
    return abs(far) < FARTHEST


def day_asked(text: str, now: datetime) -> date | None:
    """Read a day that can be one of a clinic's."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_near(day, now) else None


def days(
    services: Services, party: Party, clinic_id: int, first: date | None
) -> tuple[Clinic, list[OpenDay]]:
    """Return the earliest days of a clinic on which there is room for the party, one more than are shown."""
    with services.database.reading() as look:
        clinic, now = _clinic(services, look, clinic_id), services.now()
        asked = (services.bookings.releases, clinic, party.people, now)
        return clinic, open_days(look, *asked, first=first, most=DAYS_AT_ONCE + 1)


def hold(services: Services, party: Party, clinic_id: int, when: When) -> tuple[Clinic, Supply]:
    """Hold the earliest times of a clinic for this desk's party; what was held before is let go."""

    def work(tx: Connection) -> tuple[Clinic, Supply]:
        clinic, now = _clinic(services, tx, clinic_id), services.now()
        after, before = when.bounds(clinic)
        if party.moving:
            changes, moving = Changes(services.bookings.channel), party.moving
            return clinic, changes.hold(
                tx, party=party.name, moving=moving, clinic=clinic, now=now, after=after, before=before
            )
        people = party.people
        return clinic, services.bookings.hold(
            tx, party=party.name, people=people, clinic=clinic, now=now, after=after, before=before
        )

    return services.database.run(work)


def why_none(supply: Supply, when: When) -> str:
    """Say why nothing could be held."""
    if when.day is not None and supply.reason in {"no later times", "does not fit"}:
        return _(TAKEN)
    return _(WHY_NONE[supply.reason]) if supply.reason in WHY_NONE else ""


def keep(services: Services, party: str) -> None:
    """Start the time of this desk's holds anew."""
    services.database.run(lambda tx: services.bookings.extend(tx, party, services.now()))


def let_go(services: Services, party: str) -> None:
    """Give back what this desk holds."""
    services.database.run(lambda tx: services.bookings.release(tx, party, services.now()))


def confirm(services: Services, party: Party, claim: str, by: str) -> tuple[Booking, ...] | None:
    """Book a held time for everybody; None where it was lost, and what somebody has already where they do.

    Whose bookings are moved have the new time instead of the old; `by` is the agent who did it.
    """
    if not CLAIM.fullmatch(claim):
        return None
    try:
        return services.database.run(lambda tx: _confirmed(services, tx, party, claim, by))
    except AlreadyBooked as already:
        return (already.booking,)
    except NotBooked:
        raise Refused(_(NOT_BOOKED)) from None
    except OtherRequest:
        raise Refused(_("This time was booked for other people just now. Hold other times.")) from None


def owe_texts(services: Services, references: Sequence[str], to: str, language: str, occasion: str) -> str:
    """Owe a text with each reference, once on each occasion, and return the number that they go to."""

    def work(tx: Connection) -> str:
        campaign = campaign_of(tx)
        mobile = number(to, campaign.country if campaign else "CA")
        if mobile is None:
            raise Unreadable(_("Enter the number with its area code, such as 902 555 0142."))
        for reference in references:
            found = find_bookings(tx, reference=reference, limit=1) if is_spoken_number(reference) else []
            if not found:
                raise Unreadable(_("There is no booking with this reference."))
            owe_reference(tx, found[0], mobile, language, occasion, services.now())
        return mobile

    return services.database.run(work)


def _confirmed(
    services: Services, tx: Connection, party: Party, claim: str, by: str
) -> tuple[Booking, ...] | None:
    now = services.now()
    if not party.moving:
        return services.bookings.confirm(tx, claim, party.people, now, party=party.name)
    before = bookings_of_claims(tx, party.moving)
    moved = Changes(services.bookings.channel).move(tx, claim, party.moving, now, party=party.name)
    for old in before if moved else ():
        what = {"clinic": old.clinic.name, "at": old.local.isoformat()}
        deeds.note(tx, deeds.MOVED, old.reference, old.claim, by, now, **what)
    return moved


def _clinic(services: Services, look: Connection, clinic_id: int) -> Clinic:
    clinic = services.bookings.releases.clinic(look, clinic_id)
    if clinic is None:
        raise Unreadable(_("There is no such clinic."))
    return clinic
