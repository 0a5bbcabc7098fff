"""Hold, confirm, let go: the one conversation with the database by which anybody books."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection

from booking_core import held, settling, units
from booking_core.answers import OtherRequest, answered
from booking_core.campaigns import campaign_of
from booking_core.carried import Carried, firsts, offer_and_others
from booking_core.check_digits import spoken_number
from booking_core.claims import EXPIRED, HOLD, Booking, Offer, Supply
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel, Person
from booking_core.errors import AlreadyBooked
from booking_core.finding import booking_of, bookings_of_claims
from booking_core.holding import Holding
from booking_core.people import person_ids
from booking_core.releases import Releases
from booking_core.settling import Owner
from booking_core.tables import BOOKED
from booking_core.times import Asked, NothingHeld, hold_times, open_seatings

SUPPLY = TypeAdapter(Supply)


class Bookings:
    """Booking on one channel; every method works inside the caller's transaction."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.releases = Releases(channel)

    def hold(
        self,
        tx: Connection,
        *,
        party: str,
        people: Sequence[Person],
        clinic: Clinic,
        now: datetime,
        after: datetime | None = None,
        before: datetime | None = None,
        moving: Sequence[str] = (),
        key: str | None = None,
    ) -> Supply:
        """Hold the earliest times of a clinic for everybody, later than `after`, before they are read out.

        With `before` they begin earlier than that.
        What the party held is let go only once something new is held; else it stays, and there are no offers.
        `moving` are the claims that would be given up for a new time. Sent again with its key, it gives the
        stored answer; raises OtherRequest where the key came with another request.
        """
        asked = Asked(party, tuple(people), clinic, after, tuple(moving), before)
        return answered(tx, key, asked.request(), SUPPLY, lambda: self._hold(tx, asked, now), now)

    def hold_for_turn(
        self,
        tx: Connection,
        *,
        party: str,
        people: Sequence[Person],
        region_id: int | None,
        now: datetime,
        key: str | None = None,
    ) -> Supply:
        """Hold one seating for everybody somewhere in a region (None: anywhere), where most is open first.

        What the party held is let go only once this is held; `key` is as for `hold`.
        """
        request = {"party": party, "people": people, "region": region_id}
        return answered(
            tx, key, request, SUPPLY, lambda: self._hold_anywhere(tx, party, people, region_id, now), now
        )

    holding = staticmethod(held.anything)

    def held(self, tx: Connection, party: str) -> Offer | None:
        """Return what is still held for a party, the earliest where there are several; else None."""
        return held.offer_of(tx, party)

    def extend(self, tx: Connection, party: str, now: datetime) -> None:
        """Start the time of every hold of the party anew: they are still there."""
        self.keep(tx, party, now + HOLD)

    def keep(self, tx: Connection, party: str, until: datetime) -> None:
        """Keep every hold of the party until an instant."""
        mine = [row.id for row in held.lock(tx, party)]
        if mine:
            units.extend(tx, mine, until)

    def release(self, tx: Connection, party: str, now: datetime) -> None:
        """Let go of every hold of the party; what is confirmed stays."""
        settling.give_up(tx, held.lock(tx, party), EXPIRED, "released", now)

    def booked(self, tx: Connection, people: Sequence[Person]) -> Booking | None:
        """Return an appointment that somebody of these people has already."""
        return booking_of(tx, *people)

    def confirm(
        self,
        tx: Connection,
        claim_id: str,
        people: Sequence[Person],
        now: datetime,
        *,
        party: str | None = None,
    ) -> tuple[Booking, ...] | None:
        """Make held times the people's own, second doses with them; None where one was lost meanwhile.

        `claim_id` is the offer's, and the people come in the order of its times; each gets a reference. Given
        a `party`, what is held for another is lost to it.
        Confirming twice gives the same bookings. Raises AlreadyBooked where somebody has another one, and
        OtherRequest where it was confirmed for other people.
        """
        rows, others = offer_and_others(tx, claim_id)
        seats = firsts(rows)
        if not seats or len(seats) != len(people) or party not in {None, seats[0].party}:
            return None
        if seats[0].unit_state == BOOKED:
            return _again(tx, seats, people)
        booked = booking_of(tx, *people)
        if booked is not None:
            raise AlreadyBooked(booked)
        owners = [Owner(person, spoken_number()) for person in person_ids(tx, people)]
        settling.confirm(tx, rows, dict(enumerate(owners)), self.channel, now)
        settling.give_up(tx, others, EXPIRED, "released", now)
        return bookings_of(tx, seats)

    def _hold(self, tx: Connection, asked: Asked, now: datetime) -> Supply:
        booked = booking_of(tx, *asked.people, besides=asked.moving)
        if booked is not None:
            return Supply(reason="booked already", booking=booked)
        mine = held.lock(tx, asked.party)
        try:
            if not mine:
                return hold_times(tx, self.releases, asked, now)
            with tx.begin_nested():
                settling.give_up(tx, mine, EXPIRED, "released", now)
                return hold_times(tx, self.releases, asked, now)
        except NothingHeld as nothing:
            return Supply(reason=str(nothing))

    def _hold_anywhere(
        self, tx: Connection, party: str, people: Sequence[Person], region_id: int | None, now: datetime
    ) -> Supply:
        booked = booking_of(tx, *people)
        if booked is not None:
            return Supply(reason="booked already", booking=booked)
        before = held.lock(tx, party)
        campaign, found = campaign_of(tx), self.releases.clinics(tx, region_id, people, now)
        for each in found:
            if each.open_units < len(people):
                continue
            holding = Holding(tx, campaign, party, each.clinic, self.channel, now)
            asked = Asked(party, tuple(people), each.clinic)
            offers = holding.offers(open_seatings(tx, self.releases, asked, now), 1)
            if offers:
                settling.give_up(tx, before, EXPIRED, "released", now)
                return Supply(offers)
        return Supply(reason="held by others" if found else "sold out")


def bookings_of(tx: Connection, seats: Sequence[Carried]) -> tuple[Booking, ...]:
    """Return the bookings of these confirmed first doses, in their order."""
    mine = [row.id for row in seats]
    found = {booking.claim: booking for booking in bookings_of_claims(tx, mine)}
    return tuple(found[each] for each in mine)


def _again(tx: Connection, seats: Sequence[Carried], people: Sequence[Person]) -> tuple[Booking, ...]:
    bookings = bookings_of(tx, seats)
    if [each.birth_date for each in bookings] != [each.birth_date for each in people]:
        raise OtherRequest(OtherRequest.__doc__)
    return bookings
