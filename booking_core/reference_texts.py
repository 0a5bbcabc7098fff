"""Texts with a reference: one each time that it is asked for, and the new time to who has the old."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from booking_core.claims import Booking
from booking_core.outbox import Outbox
from booking_core.tables import errand

KIND = "reference_text"
MOVED = "moved"  # the occasion of who did not ask, but has the old time


def owe_reference(
    tx: Connection, booking: Booking, to: str, language: str, occasion: str, now: datetime
) -> None:
    """Owe a text to a number, `{"reference", "to", "language"}`; asked twice on one occasion, it is one."""
    payload = {"reference": booking.reference, "to": to, "language": language}
    Outbox.put(tx, KIND, f"{booking.claim}:{to}:{occasion}", payload, now)


def owe_reference_again(
    tx: Connection, old_claim: str, booking: Booking, now: datetime, occasion: str = MOVED
) -> None:
    """Tell every number that has a text with the old time of a booking the new one."""
    found = tx.scalars(select(errand.c.payload).where(_begins(f"{old_claim}:"))).all()
    for to, language in {told["to"]: told["language"] for told in found}.items():
        owe_reference(tx, booking, to, language, occasion, now)


def was_texted(tx: Connection, claim: str, to: str) -> bool:
    """Tell whether a number was sent this booking by text, or will be."""
    return tx.scalar(select(errand.c.id).where(_begins(f"{claim}:{to}:")).limit(1)) is not None


def _begins(words: str) -> ColumnElement[bool]:
    return (errand.c.kind == KIND) & errand.c.key.startswith(words, autoescape=True)
