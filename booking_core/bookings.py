"""Hold, confirm, let go: the one conversation with the database by which anybody books."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, or_, select, update

from booking_core import claims, held, units
from booking_core.campaigns import campaign_of
from booking_core.check_digits import spoken_number
from booking_core.claims import CONFIRMED, EXPIRED, HOLD, Booking, Offer, Supply
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel, Person
from booking_core.finding import booking_of, bookings_where
from booking_core.holding import Holding, write_event
from booking_core.parties import Seating, seatings
from booking_core.people import person_id
from booking_core.releases import Releases
from booking_core.tables import claim

SLOTS_AT_ONCE = 200


class AlreadyBooked(Exception):
    """This person has an appointment already."""

    def __init__(self, booking: Booking) -> None:
        super().__init__(AlreadyBooked.__doc__)
        self.booking = booking


class _Nothing(Exception):
    """Nothing new could be held, or a unit was lost: what was before stays."""


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
    ) -> Supply:
        """Hold the earliest times of a clinic for everybody, later than `after`, before they are read out.

        What the party held is let go only once something new is held; else it stays, and there are no offers.
        """
        booked = self.booked(tx, people)
        if booked is not None:
            return Supply(reason="booked already", booking=booked)
        try:
            with tx.begin_nested():
                self.release(tx, party, now)
                return self._hold(tx, party, people, clinic, now, after)
        except _Nothing as nothing:
            return Supply(reason=str(nothing))

    def hold_for_turn(
        self,
        tx: Connection,
        *,
        party: str,
        people: Sequence[Person],
        region_id: int | None,
        now: datetime,
    ) -> Supply:
        """Hold one seating for everybody somewhere in a region (None: anywhere), where most is open first.

        What the party held is let go only once this is held.
        """
        booked = self.booked(tx, people)
        if booked is not None:
            return Supply(reason="booked already", booking=booked)
        before = held.claims_of(tx, party)
        campaign, found = campaign_of(tx), self.releases.clinics(tx, region_id, people, now)
        for each in found:
            if each.open_units < len(people):
                continue
            holding = Holding(tx, campaign, party, each.clinic, self.channel, now)
            offers = holding.offers(self._seatings(tx, each.clinic, people, None, now), 1)
            if offers:
                self._free(tx, before, now)
                return Supply(offers)
        return Supply(reason="held by others" if found else "sold out")

    def held(self, tx: Connection, party: str) -> Offer | None:
        """Return what is still held for a party, the earliest where there are several; else None."""
        return held.offer_of(tx, party)

    def extend(self, tx: Connection, party: str, now: datetime) -> None:
        """Start the time of every hold of the party anew: they are still there."""
        self.keep(tx, party, now + HOLD)

    def keep(self, tx: Connection, party: str, until: datetime) -> None:
        """Keep every hold of the party until an instant."""
        for each in held.claims_of(tx, party):
            units.extend(tx, each, until)

    def rename(self, tx: Connection, party: str, to: str) -> None:
        """Give a party's holds to another name, such as that of the place that it stands in."""
        mine = claim.c.id.in_(held.claims_of(tx, party))
        tx.execute(update(claim).where(mine).values(party=to))

    def release(self, tx: Connection, party: str, now: datetime) -> None:
        """Let go of every hold of the party; what is confirmed stays."""
        self._free(tx, held.claims_of(tx, party), now)

    def booked(self, tx: Connection, people: Sequence[Person]) -> Booking | None:
        """Return an appointment that somebody of these people has already."""
        found = (booking_of(tx, person) for person in people)
        return next((booking for booking in found if booking is not None), None)

    def _free(self, tx: Connection, claim_ids: Sequence[str], now: datetime) -> None:
        for each in claim_ids:
            units.free(tx, each)
            tx.execute(update(claim).where(claim.c.id == each).values(state=EXPIRED))
            write_event(tx, each, "released", now)

    def confirm(
        self, tx: Connection, claim_id: str, people: Sequence[Person], now: datetime
    ) -> tuple[Booking, ...] | None:
        """Make held times the people's own, second doses with them; None where one was lost meanwhile.

        `claim_id` is the offer's, and the people come in the order of its times; each gets a reference.
        Confirming twice gives the same bookings. Raises AlreadyBooked where somebody has another one.
        """
        rows = tx.execute(
            select(claim.c.id, claim.c.state, claim.c.party)
            .where(or_(claim.c.id == claim_id, claim.c.lead_claim_id == claim_id), claim.c.dose == 1)
            .order_by(claim.c.seat)
        ).all()
        if not rows or len(rows) != len(people):
            return None
        mine = [row.id for row in rows]
        if any(row.state != CONFIRMED for row in rows):
            booked = self.booked(tx, people)
            if booked is not None:
                raise AlreadyBooked(booked)
            if not self._book_all(tx, mine, people, now):
                return None
            self.release(tx, rows[0].party, now)
        found = {booking.claim: booking for booking in bookings_where(tx, claim.c.id.in_(mine))}
        return tuple(found[each] for each in mine)

    def _hold(
        self,
        tx: Connection,
        party: str,
        people: Sequence[Person],
        clinic: Clinic,
        now: datetime,
        after: datetime | None,
    ) -> Supply:
        opened, taken = self.releases.counts(tx, clinic.id, people, now)
        if opened == 0:
            raise _Nothing(self._why_none(tx, clinic, people, taken, now))
        wanted = claims.options(opened // len(people), taken)
        holding = Holding(tx, campaign_of(tx), party, clinic, self.channel, now)
        there = self._seatings(tx, clinic, people, after, now)
        first = next(there, None)
        offers = () if first is None else holding.offers(_again(first, there), wanted)
        if not offers:
            raise _Nothing("held by others" if first else "no later times" if after else "does not fit")
        return Supply(offers)

    def _seatings(
        self, tx: Connection, clinic: Clinic, people: Sequence[Person], after: datetime | None, now: datetime
    ) -> Iterator[Seating]:
        """Look at the open slots batch by batch, the earliest first."""
        zone, last = ZoneInfo(clinic.timezone), after or now
        while slots := self.releases.open_slots(tx, clinic.id, people, last, now, SLOTS_AT_ONCE):
            yield from seatings(slots, len(people), zone)
            last = slots[-1].starts_at

    def _book_all(
        self, tx: Connection, claim_ids: Sequence[str], people: Sequence[Person], now: datetime
    ) -> bool:
        try:
            with tx.begin_nested():
                for claim_id, person in zip(claim_ids, people, strict=True):
                    self._book(tx, claim_id, person, now)
        except _Nothing:
            return False
        return True

    def _book(self, tx: Connection, claim_id: str, person: Person, now: datetime) -> None:
        if not units.book(tx, claim_id):
            raise _Nothing
        self._own(tx, claim_id, person, spoken_number(), now)
        for second in tx.scalars(select(claim.c.id).where(claim.c.first_claim_id == claim_id)).all():
            if units.book(tx, second):
                self._own(tx, second, person, None, now)

    def _own(
        self, tx: Connection, claim_id: str, person: Person, reference: str | None, now: datetime
    ) -> None:
        confirmed = {"state": CONFIRMED, "confirmed_at": now, "channel": self.channel}
        owner = {"person_id": person_id(tx, person), "reference": reference}
        tx.execute(update(claim).where(claim.c.id == claim_id).values(confirmed | owner))
        write_event(tx, claim_id, "confirmed", now)

    def _why_none(
        self, tx: Connection, clinic: Clinic, people: Sequence[Person], taken: int, now: datetime
    ) -> str:
        if taken:
            return "held by others"
        seen = self.releases.clinics(tx, None, people, now)
        return "code needed" if any(each.clinic.id == clinic.id for each in seen) else "sold out"


def _again(first: Seating, rest: Iterator[Seating]) -> Iterator[Seating]:
    yield first
    yield from rest
