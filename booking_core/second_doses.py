"""A second dose by itself: moved within the campaign's rule, or found again for whoever has only the first.

It is at the clinic of the first, and no release or cohort is asked again. `Changes.cancel` cancels it alone.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from booking_core import held, settling
from booking_core.bookings import bookings_of
from booking_core.campaigns import campaign_of
from booking_core.carried import Carried, carried, firsts, second_of, with_seconds
from booking_core.claims import CONFIRMED, EXPIRED, MOVED, Booking, Supply
from booking_core.cohorts import Channel
from booking_core.errors import NotBooked
from booking_core.finding import bookings_of_claims
from booking_core.holding import Holding
from booking_core.locks import of_claims, one_at_a_time
from booking_core.reference_texts import owe_reference_again
from booking_core.settling import Owner
from booking_core.tables import BOOKED, claim
from booking_core.waitlist import pass_on

AT_ONCE = 6  # times that are held for one caller: few want the second dose of others


class SecondDoses:
    """Second doses on one channel, named by the claim of the first; inside the caller's transaction."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def hold(self, tx: Connection, *, party: str, first: str, now: datetime) -> Supply:
        """Hold the times that the rule allows, nearest to the right day and hour.

        The reason is "not booked" where there is no such first dose in this campaign, or the second was had
        already, and "no later times" where nothing else is open; what the party held stays then.
        """
        campaign, booking = campaign_of(tx), next(iter(bookings_of_claims(tx, [first])), None)
        dose, second = _both(tx, first)
        if campaign is None or booking is None or dose is None or dose.campaign_id != campaign.id:
            return Supply(reason="not booked")
        if campaign.second_dose is None or (second is not None and second.starts_at <= now):
            return Supply(reason="not booked")
        theirs = {row.slot_id for row in (dose, second) if row is not None}
        holding = Holding(tx, campaign, party, booking.clinic, self.channel, now)
        with tx.begin_nested() as point:
            settling.give_up(tx, held.lock(tx, party), EXPIRED, "released", now)
            offers = holding.seconds(dose, theirs, AT_ONCE)
            if not offers:
                point.rollback()
        return Supply(offers, "" if offers else "no later times")

    def of_held(self, tx: Connection, claim_id: str) -> Booking | None:
        """Return the booking for which this second dose is held, as it stands."""
        first = tx.scalar(select(claim.c.first_claim_id).where(claim.c.id == claim_id))
        return next(iter(bookings_of_claims(tx, [first])), None) if first else None

    def move(self, tx: Connection, claim_id: str, now: datetime, *, party: str) -> Booking | None:
        """Book a held second dose instead of the one they have, if any; None where it was lost.

        Moving twice gives the same booking. Raises NotBooked where the first is not booked any more as it was
        when this was held, or the second was had already.
        """
        one_at_a_time(tx, of_claims([claim_id]))
        fresh = next(iter(carried(tx, claim.c.id == claim_id)), None)
        if fresh is None or fresh.first is None or fresh.party != party:
            return None
        first, second = _both(tx, fresh.first)
        if first is None or (second is not None and second.starts_at <= now):
            raise NotBooked(NotBooked.__doc__)
        if fresh.unit_state != BOOKED:
            self._settle(tx, fresh, first, [] if second is None else [second], now)
        [booking] = bookings_of(tx, [first])
        return booking

    def _settle(
        self, tx: Connection, fresh: Carried, first: Carried, gone: list[Carried], now: datetime
    ) -> None:
        if first.person_id is None or first.reference is None:
            raise AssertionError("a booking of nobody's")
        whose = {fresh.seat: Owner(first.person_id, first.reference)}
        settling.unbook(tx, gone, MOVED, now)
        settling.confirm(tx, [fresh], whose, self.channel, now)
        settling.give_up(tx, held.lock(tx, fresh.party), EXPIRED, "released", now)
        pass_on(tx, gone, now)
        [booking] = bookings_of(tx, [first])
        owe_reference_again(tx, first.id, booking, now, occasion=f"moved:{fresh.id}")


def _both(tx: Connection, first: str) -> tuple[Carried | None, Carried | None]:
    """Return a first dose that is booked and its second, locked."""
    rows = carried(tx, with_seconds([first]) & (claim.c.state == CONFIRMED))
    return next(iter(firsts(rows)), None), second_of(rows, first)
