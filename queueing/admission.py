"""Admission: straight into the booking menu only while units reach past everybody with an earlier key.

Where they may not reach for all who have called, earlier callers who still answer questions come first too.
The hold is the admission: nobody who was let in is told afterwards that it is sold out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from booking_core import Booking, Bookings, Offer, Person
from queueing import claimants, joining, keypad
from queueing.joining import Standing
from queueing.keypad import LISTED
from queueing.place import Place
from queueing.wishes import KEYS, class_of, people

NOBODY = -1  # not this party either
AMPLE = 100  # units beyond everybody ahead: more than can be taken while one transaction lasts


@dataclass(frozen=True, slots=True)
class Entrance:
    """What became of somebody who wants to book by touch-tone."""

    offer: Offer | None = None  # held already, for `party`, where they are let in
    booking: Booking | None = None  # what somebody of them has already: nothing is held, nobody stands
    party: str = ""
    place: Place | None = None  # to be published; whoever is let in at once needs none


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asks to be let in, and what they may book."""

    it: Standing
    mine: Place | None
    wish: dict[str, Any]
    language: str

    @property
    def key(self) -> int:
        return self.it.key if self.mine is None else self.mine.key

    @property
    def party(self) -> str:
        """The name of their holds: their place's, else their call's."""
        return self.it.leg.call_sid if self.mine is None else self.mine.party

    @property
    def persons(self) -> list[Person]:
        return persons(self.wish, self.it.leg.phone if self.mine is None else self.mine.phone)


def enter(
    tx: Connection,
    line: str,
    call_sid: str,
    wish: dict[str, Any],
    language: str,
    now: datetime,
    bookings: Bookings,
    *,
    take_over: bool,
    straight: bool = True,
) -> Entrance:
    """Let a caller in and hold for their whole party, or let them wait for units at their key.

    While the line gives no turns nobody is let `straight` in.
    """
    it = joining.stand(tx, line, call_sid, wish, now)
    mine = joining.theirs(it, wish)
    if mine is not None:
        mine = joining.go_on(tx, it, mine, now, take_over=take_over)
        if mine.at_the_keypad:
            offer = bookings.held(tx, mine.party)
            if offer is not None:
                return Entrance(offer, party=mine.party, place=mine)
            mine = keypad.stand_again(tx, mine, now)
    asked = Asked(it, mine, _complete(tx, wish, it, bookings), language)
    spare = _spare(tx, line, asked, now, bookings) if straight else NOBODY
    # Where units are ample, nobody ahead can miss what is taken, so nobody has to wait for a lock.
    inside = _let_in(tx, asked, now, bookings) if spare >= AMPLE else None
    return inside or _in_order(tx, line, asked, now, bookings, straight=spare > NOBODY)


def persons(wish: dict[str, Any], phone: str | None) -> list[Person]:
    """Return the people of a wish as those who book."""
    born = [(date.fromisoformat(str(each["birth_date"])), each.get("code")) for each in people(wish)]
    return [Person(day, phone, code) for day, code in born]


def _in_order(
    tx: Connection, line: str, asked: Asked, now: datetime, bookings: Bookings, *, straight: bool
) -> Entrance:
    """Decide where units are scarce: one after the other, so that who was not let in is seen by the next.

    Without the lock, somebody who joins just now would be seen by nobody until their commit, and a unit that
    is let go meanwhile would be taken by a later key. Whom units did not reach before it was had waits: what
    was let go meanwhile gives them their turn within a second.
    """
    claimants.lock(tx, line)
    if straight and _spare(tx, line, asked, now, bookings, exact=True) > NOBODY:
        inside = _let_in(tx, asked, now, bookings)
        if inside is not None:
            return inside
    booking = bookings.booked(tx, asked.persons)
    if booking is not None:
        return Entrance(booking=booking, place=asked.mine)
    if asked.mine is None:
        place = joining.make(tx, asked.it, asked.wish, asked.language, now)
    else:
        place = joining.change(tx, asked.it, asked.mine, asked.wish, asked.language, now)
    return Entrance(party=place.party, place=place)


def _spare(
    tx: Connection, line: str, asked: Asked, now: datetime, bookings: Bookings, *, exact: bool = False
) -> int:
    """Count the units beyond this party and everybody with an earlier key; NOBODY where others come first."""
    mine, people = class_of(asked.wish, asked.language), len(asked.persons)
    units = claimants.units(left := bookings.releases.left(tx, now, exact=exact), mine)
    if units.open < people or LISTED.has_news(tx, now):
        return NOBODY  # who waits on the list is asked first; that is a matter of a second
    ahead = claimants.ahead(tx, line, mine, asked.key, units.open + 1)
    if units.open - ahead < people or (ahead and claimants.is_next(tx, line, left, mine, asked.key, now)):
        return NOBODY
    if claimants.has_to_wait(tx, line, mine, asked.key, units, now):
        return NOBODY
    return units.open - ahead - people


def _let_in(tx: Connection, asked: Asked, now: datetime, bookings: Bookings) -> Entrance | None:
    supply = bookings.hold_for_turn(
        tx, party=asked.party, people=asked.persons, region_id=asked.wish.get("region"), now=now
    )
    if supply.booking is not None:
        return Entrance(booking=supply.booking, place=asked.mine)
    offer = next(iter(supply.offers), None)
    if offer is None:
        return None
    place = None if asked.mine is None else keypad.let_in(tx, asked.mine, asked.wish, now)
    return Entrance(offer, party=asked.party, place=place)


def _complete(tx: Connection, wish: dict[str, Any], it: Standing, bookings: Bookings) -> dict[str, Any]:
    releases = bookings.releases.audience(tx, persons(wish, it.leg.phone))
    return wish | {"seat": KEYS, "releases": list(releases)}
