"""Who has a booking is not asked, and everybody who books is somebody new."""

from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from sqlalchemy import insert, text

from booking_core import bookings, tables


@contextmanager
def broken():
    with ExitStack() as both:
        both.enter_context(patch.object(bookings, "booking_of", lambda *_, **__: None))
        both.enter_context(patch.object(bookings, "person_ids", _new))
        yield


def _new(tx, people):
    tx.execute(text("DROP INDEX IF EXISTS uq_person_phone_birth_date_twin"))
    row = tables.person
    added = [
        insert(row).values(phone=who.phone, birth_date=who.birth_date, twin=0).returning(row.c.id)
        for who in people
    ]
    return [tx.scalar(each) for each in added]
