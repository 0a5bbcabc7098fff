"""Where people may book now: the nearest first, and what is nearer but full or not open yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from agents.parties import Party, typed_by_key
from agents.services import Services
from agents.wishes import Wish
from booking_core import (
    Booking,
    Entry,
    Near,
    Nearer,
    Person,
    Waitlist,
    booking_of,
    campaign_of,
    guess_region,
    nearest_to,
    region_called,
)
from queueing import Place


@dataclass(frozen=True, slots=True)
class Openings:
    """Where somebody may book now, from where they are; where nowhere, what opens next.

    `home` is the region that the minutes count from; without `is_known` there is none of that name.
    """

    clinics: list[Near]
    nearer: tuple[Nearer, ...]
    home: str
    is_known: bool
    booked: Booking | None
    waits: list[Entry]
    coming_at: datetime | None
    zone: ZoneInfo | None

    def ordered(self, chosen: int | None) -> list[Near]:
        """Return the clinics, the one that was chosen already before all others."""
        return sorted(self.clinics, key=lambda each: each.clinic.clinic.id != chosen)


def openings(services: Services, party: Party, home: str = "") -> Openings:
    """Return the clinics where these people may book now, on this channel; `home` is a region or a town."""
    now, releases, people = services.now(), services.bookings.releases, party.people
    with services.database.reading() as look:
        region = region_called(look, home)
        found = releases.clinics(look, None, people, now)
        near = nearest_to(look, releases, region[0], people, now) if region else None
        coming = None if found else releases.next_release(look, people, now)
        campaign = campaign_of(look)
        booked = booking_of(look, *people, besides=party.moving)
        waits = waiting(look, people)
    offers = list(near.offers) if near else []
    return Openings(
        clinics=[*offers, *(Near(each, None) for each in found if each not in [it.clinic for it in offers])],
        nearer=near.nearer if near else (),
        home=region[1] if region else home.strip(),
        is_known=region is not None or not home.strip(),
        booked=booked,
        waits=waits,
        coming_at=coming.opens_at.astimezone(campaign.zone) if coming and campaign else None,
        zone=campaign.zone if campaign else None,
    )


def waiting(look: Connection, people: Sequence[Person]) -> list[Entry]:
    """Return the entries of the waiting list in which these people stand."""
    entries = (Waitlist("agent").of(look, person) for person in people)
    return list({entry.id: entry for entry in entries if entry is not None}.values())


def begun(services: Services, name: str, place: Place, wish: Wish) -> dict[str, object]:
    """Return what the booking steps begin with: what the caller has typed already, and where it leads."""
    known, rows = wish.people(place.phone), typed_by_key(wish)
    with services.database.reading() as look:
        guess = None if wish.region else guess_region(look, place.phone)
        asks_surname = services.bookings.releases.ask_surname(look)
    home = wish.region or (guess.region if guess else "")
    party = Party(name, known, place) if len(known) == len(rows) else None
    found = openings(services, party, home) if party else None
    shown = {"typed": rows, "home": home, "asks_surname": asks_surname, "found": found}
    return shown | {"party": party, "wish": wish, "place": place}
