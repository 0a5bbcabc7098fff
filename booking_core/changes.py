"""Change and cancel: the old stays until the new is sure, and what is given up goes to the waiting list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from booking_core import settling
from booking_core.answers import OtherRequest
from booking_core.bookings import Bookings, bookings_of
from booking_core.carried import Carried, carried, firsts, in_offer, with_seconds
from booking_core.claims import CANCELLED, CONFIRMED, MOVED, Booking, Supply
from booking_core.clinics import Clinic
from booking_core.cohorts import Channel
from booking_core.errors import NotBooked
from booking_core.finding import bookings_where
from booking_core.history import write_events
from booking_core.locks import of_claims, one_at_a_time
from booking_core.people import owners_of, people_of
from booking_core.reference_texts import owe_reference_again
from booking_core.tables import BOOKED, claim
from booking_core.waitlist import pass_on


class Changes:
    """Changing what is booked, on one channel; every method works inside the caller's transaction.

    Bookings are named by their claims (`Booking.claim`); whoever asks has shown that they are theirs.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.bookings = Bookings(channel)

    def together(self, tx: Connection, claim_id: str) -> list[Booking]:
        """Return what was booked together and still stands, this included, in the order of the seats."""
        lead = select(claim.c.lead_claim_id).where(claim.c.id == claim_id)
        mine = tx.scalar(lead) or claim_id
        rows = carried(tx, claim.c.id.in_(in_offer(tx, mine)), lock=False)
        theirs = [row.id for row in firsts(rows) if row.unit_state == BOOKED]
        found = {each.claim: each for each in bookings_where(tx, claim.c.id.in_(theirs))}
        return [found[each] for each in theirs if each in found]

    def coming(self, tx: Connection, claims: Sequence[str], now: datetime) -> None:
        """Note that these people said, when they were reminded, that they will come."""
        write_events(tx, claims, "coming", now)

    def hold(
        self,
        tx: Connection,
        *,
        party: str,
        moving: Sequence[str],
        clinic: Clinic,
        now: datetime,
        after: datetime | None = None,
        before: datetime | None = None,
        key: str | None = None,
    ) -> Supply:
        """Hold other times for whose bookings these are, each for all of them, as `Bookings.hold` does.

        The reason is "not booked" where one of the bookings is not there any more, or is over.
        """
        people = people_of(tx, moving)
        if not people:
            return Supply(reason="not booked")
        return self.bookings.hold(
            tx,
            party=party,
            people=people,
            clinic=clinic,
            now=now,
            after=after,
            before=before,
            moving=moving,
            key=key,
        )

    def move(
        self,
        tx: Connection,
        claim_id: str,
        moving: Sequence[str],
        now: datetime,
        *,
        party: str | None = None,
    ) -> tuple[Booking, ...] | None:
        """Book the held times of an offer instead of these bookings; None where one was lost: the old stay.

        Each keeps the reference, and who has it by text is told anew; a second dose moves with its first.
        Given a `party`, what is held for another is lost to it. Moving twice gives the same bookings.
        Raises NotBooked where one of the old is not there any more, and OtherRequest where the offer was
        confirmed for somebody else.
        """
        one_at_a_time(tx, of_claims(moving))
        owners = owners_of(tx, moving, CONFIRMED, MOVED)
        rows = carried(tx, claim.c.id.in_([*in_offer(tx, claim_id), *moving]))
        fresh = [row for row in rows if row.id not in moving and row.first not in moving]
        seats = firsts(fresh)
        if not seats or len(seats) != len(moving) or party not in {None, seats[0].party}:
            return None
        if seats[0].unit_state == BOOKED:
            return _again(tx, seats, owners)
        _check(moving, rows, now)
        gone = settling.replace(tx, fresh, owners, self.channel, now)
        self.bookings.release(tx, seats[0].party, now)
        pass_on(tx, gone, now)
        return _told_anew(tx, moving, bookings_of(tx, seats), now)

    def cancel(self, tx: Connection, claims: Sequence[str], now: datetime) -> bool:
        """Cancel these bookings: one person of a party or all, a second dose with its first or alone.

        Each unit is free once, and goes to the first of the waiting list whom it fits. A dose that was had
        already stays. Cancelling twice is cancelling once; False says that there is nothing to cancel.
        """
        one_at_a_time(tx, of_claims(claims))
        theirs = with_seconds(claims)
        rows = carried(tx, theirs & (claim.c.state == CONFIRMED))
        gone = [row for row in rows if row.starts_at > now]
        settling.unbook(tx, gone, CANCELLED, now)
        pass_on(tx, gone, now)
        cancelled = select(claim.c.id).where(theirs, claim.c.state == CANCELLED).limit(1)
        return tx.scalar(cancelled) is not None


def _told_anew(
    tx: Connection, old: Sequence[str], moved: tuple[Booking, ...], now: datetime
) -> tuple[Booking, ...]:
    for claim_id, booking in zip(old, moved, strict=True):
        owe_reference_again(tx, claim_id, booking, now)
    return moved


def _check(moving: Sequence[str], rows: Sequence[Carried], now: datetime) -> None:
    old = {row.id for row in rows if row.unit_state == BOOKED and row.starts_at > now}
    if not old.issuperset(moving):
        raise NotBooked(NotBooked.__doc__)


def _again(tx: Connection, seats: Sequence[Carried], owners: Sequence[int]) -> tuple[Booking, ...]:
    if [row.person_id for row in seats] != list(owners):
        raise OtherRequest(OtherRequest.__doc__)
    return bookings_of(tx, seats)
