"""Hold, confirm, let go: the one conversation with the database by which anybody books."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from booking_core import claims, units
from booking_core.campaigns import campaign_of
from booking_core.check_digits import spoken_number
from booking_core.claims import CONFIRMED, EXPIRED, HELD, HOLD, Booking, Supply
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel, Person
from booking_core.finding import booking_of, bookings_where
from booking_core.holding import Holding, write_event
from booking_core.people import person_id
from booking_core.releases import Releases
from booking_core.tables import claim


class AlreadyBooked(Exception):
    """This person has an appointment already."""

    def __init__(self, booking: Booking) -> None:
        super().__init__(AlreadyBooked.__doc__)
        self.booking = booking


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
        person: Person,
        clinic: Clinic,
        now: datetime,
        after: datetime | None = None,
    ) -> Supply:
        """Hold the earliest times of a clinic, later than `after`, before anybody reads them out.

        What the party held before is let go first, so that nobody sits on more than they are told.
        """
        self.release(tx, party, now)
        booked = booking_of(tx, person)
        if booked is not None:
            return Supply(reason="booked already", booking=booked)
        opened, held = self.releases.counts(tx, clinic.id, person, now)
        if opened == 0:
            return Supply(reason=self._why_none(tx, clinic, person, held, now))
        wanted = claims.options(opened, held)
        earliest = self.releases.open_slots(tx, clinic.id, person, after or now, now, 4 * wanted)
        holding = Holding(tx, campaign_of(tx), party, clinic, self.channel, now)
        offers = holding.offers(earliest, wanted)
        return Supply(offers, "" if offers else "held by others" if earliest else "no later times")

    def extend(self, tx: Connection, party: str, now: datetime) -> None:
        """Start the time of every hold of the party anew: they are still there."""
        for each in _held(tx, party):
            units.extend(tx, each, now + HOLD)

    def release(self, tx: Connection, party: str, now: datetime) -> None:
        """Let go of every hold of the party; what is confirmed stays."""
        for each in _held(tx, party):
            units.free(tx, each)
            tx.execute(update(claim).where(claim.c.id == each).values(state=EXPIRED))
            write_event(tx, each, "released", now)

    def confirm(self, tx: Connection, claim_id: str, person: Person, now: datetime) -> Booking | None:
        """Make a held time the person's own, its second dose with it; None where it was lost meanwhile.

        Confirming twice gives the same booking. Raises AlreadyBooked for a person who has another one.
        """
        row = tx.execute(select(claim.c.state, claim.c.party).where(claim.c.id == claim_id)).one_or_none()
        if row is None:
            return None
        if row.state != CONFIRMED:
            booked = booking_of(tx, person)
            if booked is not None:
                raise AlreadyBooked(booked)
            if not self._book(tx, claim_id, person, spoken_number(), now):
                return None
            for second in tx.scalars(select(claim.c.id).where(claim.c.first_claim_id == claim_id)).all():
                self._book(tx, second, person, None, now)
            self.release(tx, row.party, now)
        return bookings_where(tx, claim.c.id == claim_id)[0]

    def _book(
        self, tx: Connection, claim_id: str, person: Person, reference: str | None, now: datetime
    ) -> bool:
        if not units.book(tx, claim_id):
            return False
        confirmed = {"state": CONFIRMED, "confirmed_at": now, "channel": self.channel}
        owner = {"person_id": person_id(tx, person), "reference": reference}
        tx.execute(update(claim).where(claim.c.id == claim_id).values(confirmed | owner))
        write_event(tx, claim_id, "confirmed", now)
        return True

    def _why_none(self, tx: Connection, clinic: Clinic, person: Person, held: int, now: datetime) -> str:
        if held:
            return "held by others"
        seen = self.releases.clinics(tx, None, person, now)
        return "code needed" if any(each.clinic.id == clinic.id for each in seen) else "sold out"


def _held(tx: Connection, party: str) -> list[str]:
    mine = select(claim.c.id).where(claim.c.party == party, claim.c.state == HELD).order_by(claim.c.unit_id)
    return list(tx.scalars(mine))
