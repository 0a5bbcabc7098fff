"""The waiting list's one conversation with the database: join, be offered, accept, decline, leave."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select, update

from booking_core import held, settling
from booking_core.bookings import bookings_of
from booking_core.campaigns import IN_FORCE
from booking_core.carried import firsts, seated
from booking_core.claims import CONFIRMED, OFFERED, Booking, Offer
from booking_core.cohorts import Channel, Person
from booking_core.errors import AlreadyBooked
from booking_core.finding import booking_of, bookings_where
from booking_core.locks import of_claims, one_at_a_time
from booking_core.people import owners_of, person_ids
from booking_core.prepared import Prepared
from booking_core.tables import BOOKED, claim, slot
from booking_core.waitlist import ending, joining, offers
from booking_core.waitlist.entries import (
    ACCEPTED,
    OPEN,
    UNREACHED,
    WAITING,
    Entry,
    Wish,
    entries,
    entry_named,
)
from booking_core.waitlist.joining import Joins
from booking_core.waitlist.passing import pass_on
from booking_core.waitlist.serving import Decision, decisions, has_news, has_takers
from booking_core.waitlist.tables import waitlist

_OVER = Prepared(select(waitlist.c.id).where(waitlist.c.deadline <= bindparam("now")).limit(1))


class Waitlist:
    """The waiting list as met on one channel; every method works inside the caller's transaction."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def join(
        self,
        tx: Connection,
        *,
        key: int,
        people: Sequence[Person],
        wish: Wish,
        phone: str,
        language: str,
        now: datetime,
    ) -> Entry:
        """Let people wait for times, in the order of `key`, that of their place; offers are told at `phone`.

        The same people again are the same entry: it takes the new wish, and keeps its earliest key. Raises
        AlreadyBooked, which has what they have, and AlreadyWaiting where one of them waits with others.
        """
        of = _campaign_in_force(tx)
        booked = booking_of(tx, *people)
        if booked is not None:
            raise AlreadyBooked(booked)
        ids = tuple(person_ids(tx, people))
        return _stand(tx, Joins(of, ids, wish, key, self.channel, phone, language, swaps=False), now)

    def wish_instead(
        self,
        tx: Connection,
        *,
        key: int,
        claims: Sequence[str],
        wish: Wish,
        phone: str,
        language: str,
        now: datetime,
    ) -> Entry:
        """Let people keep these bookings and wait for others: they move only when they accept an offer.

        Raises NotBooked where one of the bookings is not there, and AlreadyWaiting.
        """
        of = _campaign_in_force(tx)
        ids = tuple(owners_of(tx, claims, CONFIRMED))
        return _stand(tx, Joins(of, ids, wish, key, self.channel, phone, language, swaps=True), now)

    def of(self, tx: Connection, person: Person) -> Entry | None:
        """Return the open entry in which somebody waits, or None."""
        return next(iter(joining.entries_of(tx, person)), None)

    def told(self, tx: Connection, phone: str, born: date) -> Entry | None:
        """Return the open entry of whoever was born then and is told on this number; else None.

        Somebody with a letter is known by the number that they called from first, and may be told on another.
        """
        return next(iter(joining.entries_told(tx, phone, born)), None)

    def entry(self, tx: Connection, entry_id: int) -> Entry | None:
        """Return an entry as it stands, open or not."""
        return next(iter(entries(tx, waitlist.c.id == entry_id)), None)

    def was_offered(self, tx: Connection, claim_id: str) -> Entry | None:
        """Return the entry that has this offer, or had it."""
        party = tx.scalar(select(claim.c.party).where(claim.c.id == claim_id))
        entry_id = entry_named(party or "")
        return None if entry_id is None else self.entry(tx, entry_id)

    def offered(self, tx: Connection, claim_id: str) -> tuple[Entry, Offer] | None:
        """Return the entry that has this offer, and what is held for it; None when that is over."""
        entry = _with(tx, claim_id)
        offer = held.offer_of(tx, entry.party, OFFERED) if entry else None
        return (entry, offer) if entry and offer else None

    def accept(self, tx: Connection, claim_id: str, now: datetime) -> tuple[Booking, ...] | None:
        """Book what is offered, instead of what they have where they wished for that; None when it is over.

        Accepting late counts as long as it was not passed on; accepting twice gives the same bookings. Raises
        AlreadyBooked where somebody of them has a booking since.
        """
        one_at_a_time(tx, of_claims([claim_id]))
        entry, rows = _with(tx, claim_id), seated(tx, claim_id)
        seats = firsts(rows)
        if entry is None:
            return bookings_of(tx, seats) if seats and seats[0].unit_state == BOOKED else None
        _check(tx, entry, now)
        gone = settling.replace(tx, rows, entry.person_ids, self.channel, now)
        joining.dismiss(tx, entry.id)
        offers.close(tx, entry, ACCEPTED, now)
        pass_on(tx, gone, now)
        return bookings_of(tx, seats)

    def decline(self, tx: Connection, claim_id: str, now: datetime) -> None:
        """Pass an offer on; the entry keeps its key, and is not asked about those slots again."""
        one_at_a_time(tx, of_claims([claim_id]))
        entry = _with(tx, claim_id)
        if entry is not None:
            ending.decline(tx, entry, now)

    def unanswered(
        self, tx: Connection, claim_id: str, attempt: int, now: datetime, *, hopeless: bool = False
    ) -> None:
        """Say that this call for an offer was not answered: another is owed, or the offer passes on.

        Where no call can reach them, which is `hopeless`, it passes on at once.
        """
        one_at_a_time(tx, of_claims([claim_id]))
        entry = _with(tx, claim_id)
        if entry is None or entry.tries != attempt:
            return
        if hopeless or not offers.ring_again(tx, entry, now):
            ending.miss(tx, entry, now)

    def is_late(self, tx: Connection, now: datetime) -> bool:
        """Tell whether the time of some offer is up."""
        return _OVER.first(tx, now=now) is not None

    def expire(self, tx: Connection, now: datetime, limit: int = 20) -> int:
        """Pass on the offers whose time is up, at most `limit`; return how many. The clock calls it."""
        over = waitlist.c.deadline <= now
        one_at_a_time(tx, select(waitlist.c.campaign_id).where(over))
        late = entries(tx, over, limit=limit)
        for entry in late:
            ending.miss(tx, entry, now)
        return len(late)

    def leave(self, tx: Connection, entry_id: int, now: datetime) -> None:
        """Take an entry off the list; what it is offered passes on, what is booked stays."""
        mine = waitlist.c.id == entry_id
        one_at_a_time(tx, select(waitlist.c.campaign_id).where(mine))
        for entry in entries(tx, mine, waitlist.c.state.in_(OPEN)):
            ending.leave(tx, entry, now)

    def wake(self, tx: Connection, entry_id: int, now: datetime) -> None:
        """Let an entry that was not reached wait again: somebody of it was heard of."""
        mine = (waitlist.c.id == entry_id) & (waitlist.c.state == UNREACHED)
        tx.execute(update(waitlist).where(mine).values(state=WAITING, missed=0, changed_at=now))

    def has_news(self, tx: Connection, now: datetime) -> bool:
        """Tell whether something has opened for those who wait: until they were asked, others wait."""
        return has_news(tx, now)

    def has_takers(self, tx: Connection, now: datetime) -> bool:
        """Tell whether anything open may be for somebody who waits; all are looked at, nothing is locked."""
        return has_takers(tx, now)

    def serve(
        self, tx: Connection, now: datetime, limit: int, *, leftovers: bool = False
    ) -> Iterator[Decision]:
        """Look at whom of the list what has opened since the last time may serve, in the order of the keys.

        Each decision has its `key`, so that a caller can merge them with others; `give` carries it out. With
        `leftovers` it is everything open, for when nobody else with an earlier key wants it.
        """
        return decisions(tx, now, limit, leftovers=leftovers)


def _stand(tx: Connection, joins: Joins, now: datetime) -> Entry:
    return entries(tx, waitlist.c.id == joining.stand(tx, joins, now))[0]


def _campaign_in_force(tx: Connection) -> int:
    one_at_a_time(tx, IN_FORCE)
    return int(tx.execute(IN_FORCE).scalar_one())


def _with(tx: Connection, claim_id: str) -> Entry | None:
    return next(iter(entries(tx, waitlist.c.claim_id == claim_id)), None)


def _check(tx: Connection, entry: Entry, now: datetime) -> None:
    theirs = [claim.c.person_id.in_(entry.person_ids), claim.c.campaign_id == entry.campaign_id]
    stands = [slot.c.starts_at <= now] if entry.swaps else []
    booked = bookings_where(tx, *theirs, *stands, limit=1)
    if booked:
        raise AlreadyBooked(booked[0])
