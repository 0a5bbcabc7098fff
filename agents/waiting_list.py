"""The waiting list for those at the phone: the same entries, and the same order, as everywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from agents.appointments import NOT_BOOKED, is_near
from agents.errors import Refused, Unreadable
from agents.openings import waiting
from agents.parties import CLAIM, Party
from agents.services import CHANNEL, Services
from agents.tongue import _
from booking_core import (
    AlreadyBooked,
    AlreadyWaiting,
    Area,
    Booking,
    Changes,
    Clinic,
    Entry,
    NotBooked,
    Offer,
    Person,
    Waitlist,
    Wish,
    areas,
    booking_of,
    campaign_of,
    number,
    open_days,
)
from queueing import key_of

LIST = Waitlist(CHANNEL)
ANYWHERE = "anywhere"
DAYS_COUNTED = 14  # of a clinic, at most


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry in words: where they would go, and what is kept for them just now."""

    entry: Entry
    where: tuple[str, ...]
    offer: Offer | None
    fitting: int = 0  # units that are open to them now


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says of how they would wait."""

    where: str
    not_before: date | None
    not_after: date | None
    phone: str
    language: str


def entries(services: Services, people: Party) -> list[Waiting]:
    """Return the entries in which these people stand."""
    with services.database.reading() as look:
        there = areas(look)
        found = [_in_words(look, each, there) for each in waiting(look, people.people)]
        return [replace(each, fitting=_fitting(services, look, each.entry, there)) for each in found]


def everywhere(services: Services) -> list[Area]:
    """Return where somebody could wait for a time."""
    with services.database.reading() as look:
        return areas(look)


def join(services: Services, party: Party, asked: Asked) -> None:
    """Put people on the list, at the key of their place; what they have stays until they take another."""
    try:
        services.database.run(lambda tx: _joined(services, tx, party, asked))
    except AlreadyBooked:
        raise Refused(_("One of these people has an appointment: open it to wait for another.")) from None
    except AlreadyWaiting:
        raise Refused(
            _("One of these people waits already, with others or alone: take them off the list first.")
        ) from None
    except NotBooked:
        raise Refused(_(NOT_BOOKED)) from None


def leave(services: Services, party: Party, entry_id: int) -> None:
    """Take these people off the list; what they have booked stays."""

    def work(tx: Connection) -> None:
        _must_be_theirs(party, LIST.entry(tx, entry_id))
        LIST.leave(tx, entry_id, services.now())

    services.database.run(work)


def accept(services: Services, party: Party, claim: str) -> tuple[Booking, ...]:
    """Book what is kept for these people."""

    def work(tx: Connection) -> tuple[Booking, ...] | None:
        theirs = _is_theirs(tx, party, claim) or _was_theirs(tx, party, claim)
        return LIST.accept(tx, claim, services.now()) if theirs else None

    try:
        booked = services.database.run(work)
    except AlreadyBooked as already:
        return (already.booking,)
    if booked is None:
        raise Refused(_("What was kept for them has gone to the next. They wait on at their key."))
    return booked


def decline(services: Services, party: Party, claim: str) -> None:
    """Leave what is kept for these people to the next; they wait on."""

    def work(tx: Connection) -> None:
        _must_be_theirs(party, LIST.was_offered(tx, claim) if CLAIM.fullmatch(claim) else None)
        LIST.decline(tx, claim, services.now())

    services.database.run(work)


def heard_of(services: Services, party: Party) -> None:
    """Let those who were not reached wait again: they are here now."""

    def work(tx: Connection) -> None:
        for entry in waiting(tx, party.people):
            LIST.wake(tx, entry.id, services.now())

    services.database.run(work)


def _joined(services: Services, tx: Connection, party: Party, asked: Asked) -> None:
    now, campaign = services.now(), campaign_of(tx)
    phone = number(asked.phone, campaign.country if campaign else "CA")
    if phone is None:
        raise Unreadable(_("Enter the number with its area code, such as 902 555 0142."))
    if campaign is None:
        raise Refused(_("There is no campaign yet, so there is nothing to wait for."))
    key = party.place.key if party.place else key_of(now, 0)
    _check_days(asked, now, ZoneInfo(campaign.timezone))
    wish, told = _wish(areas(tx), asked), {"phone": phone, "language": asked.language}
    if party.moving:
        LIST.wish_instead(tx, key=key, claims=party.moving, wish=wish, now=now, **told)
    else:
        LIST.join(tx, key=key, people=party.people, wish=wish, now=now, **told)


def _wish(there: Sequence[Area], asked: Asked) -> Wish:
    kind, _colon, named = asked.where.partition(":")
    regions = tuple(each.id for each in there if kind == "region" and str(each.id) == named)
    clinics = tuple(
        id_ for each in there for id_, _name in each.clinics if kind == "clinic" and str(id_) == named
    )
    if asked.where != ANYWHERE and not regions and not clinics:
        raise Unreadable(_("Choose where they would go."))
    return Wish(regions, clinics, asked.not_before, asked.not_after)


def _check_days(asked: Asked, now: datetime, zone: ZoneInfo) -> None:
    """Raise Unreadable where nothing that is ever offered could be within these days."""
    if not all(is_near(day, now) for day in (asked.not_before, asked.not_after) if day):
        raise Unreadable(_("No appointment is given for so early or so late a day: look at the year."))
    if asked.not_after and asked.not_after < now.astimezone(zone).date():
        raise Unreadable(_("The last day is over already: look at the year."))
    if asked.not_before and asked.not_after and asked.not_before > asked.not_after:
        raise Unreadable(_("The first day is after the last one."))


def _in_words(look: Connection, entry: Entry, there: Sequence[Area]) -> Waiting:
    regions = [each.name for each in there if each.id in entry.wish.regions]
    clinics = [name for each in there for id_, name in each.clinics if id_ in entry.wish.clinics]
    found = LIST.offered(look, entry.claim) if entry.claim else None
    return Waiting(entry, (*regions, *clinics), found[1] if found else None)


def _fitting(services: Services, look: Connection, entry: Entry, there: Sequence[Area]) -> int:
    """Count the open units that an entry waits for; with days of its own, on the earliest days that fit."""
    wish, found = entry.wish, services.bookings.releases.clinics(look, None, entry.people, services.now())
    near = {id_ for area in there if area.id in wish.regions for id_, _name in area.clinics}
    named = near | set(wish.clinics)
    fit = [each for each in found if each.clinic.id in named or not (wish.regions or wish.clinics)]
    if wish.not_before is None and wish.not_after is None:
        return sum(each.open_units for each in fit)
    return sum(_on_their_days(services, look, each.clinic, entry) for each in fit)


def _on_their_days(services: Services, look: Connection, clinic: Clinic, entry: Entry) -> int:
    wish, releases, now = entry.wish, services.bookings.releases, services.now()
    first = (
        max(wish.not_before, now.date()) if wish.not_before else None
    )  # a day that is long over is as well
    days = open_days(look, releases, clinic, entry.people, now, first=first, most=DAYS_COUNTED)
    return sum(each.open_units for each in days if wish.not_after is None or each.day <= wish.not_after)


def _must_be_theirs(party: Party, entry: Entry | None) -> None:
    """Refuse an entry in which none of these people stands, or stood: pressed twice is once."""
    if entry is None or not any(_is(one, other) for one in party.people for other in entry.people):
        raise Refused(_("This is not theirs, so nothing was changed. Look at their entry once more."))


def _is(one: Person, other: Person) -> bool:
    if one.code or other.code:
        return one.code == other.code
    return one.phone is not None and (one.phone, one.birth_date) == (other.phone, other.birth_date)


def _is_theirs(tx: Connection, party: Party, claim: str) -> bool:
    known = CLAIM.fullmatch(claim) is not None
    return known and any(each.claim == claim for each in waiting(tx, party.people))


def _was_theirs(tx: Connection, party: Party, claim: str) -> bool:
    """Tell whether they have booked just this already: pressed twice is once."""
    mine = booking_of(tx, *party.people) if CLAIM.fullmatch(claim) else None
    return mine is not None and mine.claim in {each.claim for each in Changes(CHANNEL).together(tx, claim)}
