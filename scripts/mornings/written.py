"""What an agent writes for the caller in talk, by way of the core that the console has, as `agent`."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from booking_core import (
    AlreadyBooked,
    AlreadyWaiting,
    Bookings,
    Database,
    Person,
    Supply,
    Waitlist,
    Wish,
    areas,
)
from queueing import Place
from scripts.mornings.crowd import ANYWHERE
from scripts.mornings.person import Person as Somebody

CHANNEL = "agent"


@dataclass(frozen=True, repr=False)
class Clerk:
    """Holds, books and lists for those who talk with an agent."""

    database: Database
    bookings: Bookings
    waiting: Waitlist

    def hold(self, agent: str, place: Place, who: Somebody, now: datetime) -> None:
        """Hold the earliest times where they would go, or anywhere where they travel."""
        self.database.run(lambda tx: self._held(tx, agent, place, who, now))

    def book(self, agent: str, place: Place, who: Somebody, now: datetime) -> bool:
        """Book what is held, or put them on the waiting list; tell which."""
        return self.database.run(lambda tx: self._booked(tx, agent, place, who, now))

    def _held(self, tx: Connection, agent: str, place: Place, who: Somebody, now: datetime) -> Supply:
        regions: list[int | None] = [region_id(tx, who.wants)]
        regions += [None] if who.travels else []
        supply = Supply()
        for region in regions:
            supply = self.bookings.hold_for_turn(
                tx, party=party(agent, place), people=people(who, place), region_id=region, now=now
            )
            if supply.offers or supply.booking is not None:
                break
        return supply

    def _booked(self, tx: Connection, agent: str, place: Place, who: Somebody, now: datetime) -> bool:
        held = self.bookings.held(tx, party(agent, place))
        try:
            if held is not None and self.bookings.confirm(tx, held.claim, people(who, place), now):
                return True
            self._listed(tx, place, who, now)
        except AlreadyBooked:
            return True
        except AlreadyWaiting:
            return False
        return False

    def _listed(self, tx: Connection, place: Place, who: Somebody, now: datetime) -> None:
        region = region_id(tx, who.wants)
        wish = Wish((region,) if region is not None else (), (), None, None)
        told = {"phone": place.phone or who.phones[0], "language": who.language}
        self.waiting.join(tx, key=place.key, people=people(who, place), wish=wish, now=now, **told)


def people(who: Somebody, place: Place) -> list[Person]:
    """Return them as those who book, from the number of their place."""
    codes = who.codes or (None,) * len(who.births)
    born = [date(int(each[:4]), int(each[4:6]), int(each[6:])) for each in who.births]
    return [Person(day, place.phone, code) for day, code in zip(born, codes, strict=True)]


def party(agent: str, place: Place) -> str:
    """Name what a desk holds for its caller, as the console does."""
    return f"desk:{agent}:{place.id}"


def region_id(tx: Connection, name: str) -> int | None:
    """Return a region by its name; None is any."""
    return None if name == ANYWHERE else next((each.id for each in areas(tx) if each.name == name), None)
