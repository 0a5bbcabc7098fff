"""Texts with a reference: owed once a day for each booking and number, and anew to all of them by a move."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from booking_core.claims import Booking
from booking_core.outbox import Outbox
from booking_core.tables import errand

KIND = "reference_text"


def owe_reference(tx: Connection, booking: Booking, to: str, language: str, now: datetime) -> None:
    """Owe a text with where and when to a number: `{"reference", "to", "language"}`."""
    payload = {"reference": booking.reference, "to": to, "language": language}
    Outbox.put(tx, KIND, _key(booking.claim, to, now), payload, now)


def owe_reference_again(tx: Connection, old_claim: str, booking: Booking, now: datetime) -> None:
    """Tell every number that has a text with the old time of a booking the new one."""
    found = tx.scalars(select(errand.c.payload).where(_begins(f"{old_claim}:"))).all()
    for to, language in {(told["to"], told["language"]) for told in found}:
        owe_reference(tx, booking, to, language, now)


def is_texted_today(tx: Connection, claim: str, to: str, now: datetime) -> bool:
    """Tell whether a number gets this booking by text today, so that asking again would change nothing."""
    mine = (errand.c.kind == KIND) & (errand.c.key == _key(claim, to, now))
    return tx.scalar(select(errand.c.id).where(mine)) is not None


def was_texted(tx: Connection, claim: str, to: str) -> bool:
    """Tell whether a number ever got this booking by text."""
    return tx.scalar(select(errand.c.id).where(_begins(f"{claim}:{to}:")).limit(1)) is not None


def _key(claim: str, to: str, now: datetime) -> str:
    return f"{claim}:{to}:{now.date()}"


def _begins(words: str) -> ColumnElement[bool]:
    return (errand.c.kind == KIND) & errand.c.key.startswith(words, autoescape=True)
