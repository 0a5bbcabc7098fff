"""An offer: units held for an entry until a deadline, told by telephone; what nobody takes is passed on."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, update

from booking_core.campaigns import Campaign, campaign_of
from booking_core.claims import OFFERED, Offer
from booking_core.daytime import Daytime
from booking_core.history import write_events
from booking_core.outbox import Outbox
from booking_core.waitlist.entries import Entry
from booking_core.waitlist.tables import waitlist

KIND = "waitlist_offer"
STANDS = timedelta(minutes=30)  # an offer, from its first call on
AGAIN = (timedelta(minutes=3), timedelta(minutes=10))  # after a call that nobody answered
MISSED_AT_MOST = 3  # offers in a row; then nobody behind is kept waiting for them until they are heard of
NOTICE = timedelta(hours=1)  # between the first call and the appointment


def rung_at(campaign: Campaign, entry: Entry, earliest: datetime) -> datetime:
    """Return the first instant, not before `earliest`, at which an entry's telephone may be rung."""
    return Daytime.of(campaign.rules).first(entry.phone, campaign.timezone, earliest)


def make(tx: Connection, entry: Entry, offer: Offer, ring: datetime, now: datetime) -> None:
    """Offer what is held for an entry, and owe the call: `{"entry", "claim", "attempt"}`."""
    values = {"claim_id": offer.claim, "deadline": ring + STANDS, "tries": 1}
    _change(tx, entry, OFFERED, now, **values)
    write_events(tx, [offer.claim], "offered", now)
    _owe(tx, entry, offer.claim, 1, ring)


def ring_again(tx: Connection, entry: Entry, now: datetime) -> bool:
    """Owe another call for the offer that an entry has; False says that there were enough."""
    campaign = campaign_of(tx)
    if campaign is None or entry.claim is None or entry.tries > len(AGAIN):
        return False
    tx.execute(update(waitlist).where(waitlist.c.id == entry.id).values(tries=entry.tries + 1))
    again = rung_at(campaign, entry, now + AGAIN[entry.tries - 1])
    _owe(tx, entry, entry.claim, entry.tries + 1, again)
    return True


def close(tx: Connection, entry: Entry, state: str, now: datetime, *, missed: int = 0) -> None:
    """Bring an entry to a state in which it has no offer."""
    _change(tx, entry, state, now, claim_id=None, deadline=None, tries=0, missed=missed)


def _change(tx: Connection, entry: Entry, state: str, now: datetime, **values: object) -> None:
    mine = waitlist.c.id == entry.id
    tx.execute(update(waitlist).where(mine).values(state=state, changed_at=now, **values))


def _owe(tx: Connection, entry: Entry, claim: str, attempt: int, due: datetime) -> None:
    payload = {"entry": entry.id, "claim": claim, "attempt": attempt}
    Outbox.put(tx, KIND, f"{claim}:{attempt}", payload, due)
