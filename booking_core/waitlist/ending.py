"""How an offer ends without a booking: declined, not answered or over; then the next in order has it."""

from datetime import datetime

from sqlalchemy import Connection, update

from booking_core import settling
from booking_core.carried import seated
from booking_core.claims import CANCELLED, EXPIRED
from booking_core.waitlist import joining, offers
from booking_core.waitlist.entries import LEFT, UNREACHED, WAITING, Entry
from booking_core.waitlist.passing import pass_on
from booking_core.waitlist.tables import waitlist_person


def decline(tx: Connection, entry: Entry, now: datetime) -> None:
    """Pass on what somebody does not want; they wait on at their key."""
    _pass_on(tx, entry, CANCELLED, WAITING, now)


def miss(tx: Connection, entry: Entry, now: datetime) -> None:
    """Pass on what nobody answered; after a few in a row the entry rests, and keeps nobody behind it."""
    missed = entry.missed + 1
    state = WAITING if missed < offers.MISSED_AT_MOST else UNREACHED
    _pass_on(tx, entry, EXPIRED, state, now, missed=missed)


def leave(tx: Connection, entry: Entry, now: datetime) -> None:
    """Take an entry off the list, with what it is offered."""
    joining.dismiss(tx, entry.id)
    if entry.claim is None:
        offers.close(tx, entry, LEFT, now)
    else:
        _pass_on(tx, entry, CANCELLED, LEFT, now)


def _pass_on(
    tx: Connection, entry: Entry, claims: str, state: str, now: datetime, *, missed: int = 0
) -> None:
    gone = seated(tx, entry.claim or "")
    settling.give_up(tx, gone, claims, "passed on", now)
    offers.close(tx, entry, state, now, missed=missed)
    pass_on(tx, gone, now)


def become(tx: Connection, before: int, after: int, now: datetime) -> None:
    """Let a person's entries be those of whom they turn out to be, and who is booked now.

    Of two open ones the earlier counts. One in which they were two people is over: it is they who are booked.
    """
    theirs = joining.open_entries(tx, [before, after])
    both = [each for each in theirs[:1] if {before, after} <= set(each.person_ids)]
    for each in [*theirs[1:], *both]:
        leave(tx, each, now)
    mine = waitlist_person.c.person_id == before
    tx.execute(update(waitlist_person).where(mine).values(person_id=after))
