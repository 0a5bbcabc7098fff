"""How many rows a booking reads on PostgreSQL, which knows nothing of a morning's tables as it begins."""

from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from booking_core import Database
from tests.booking_core.acts import NINE, ONE_DOSE, PHONE
from tests.booking_core.campaign import NOW, ROSE, clinic_named, load, slots

READ = text(
    "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) "
    "FROM pg_stat_xact_user_tables WHERE relname IN ('claim', 'person')"
)
BOOKED = 150


@pytest.fixture
def morning(postgresql_url: str):
    with closing(Database(postgresql_url)) as database:
        load(database, *slots("Truro", 2 * BOOKED, NINE), campaign=ONE_DOSE)
        for table in ("claim", "person", "unit"):  # which nobody has analysed so far, and nobody will
            not_yet = text(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
            database.run(lambda tx, not_yet=not_yet: tx.execute(not_yet))
        yield database


def book(database: Database, number: int) -> int:
    """Book for one of many who were born on the same day; return how many claims and people were read."""
    who = [replace(ROSE, phone=f"+1902555{number:04}")]
    at = clinic_named(database, "Truro")

    def work(tx: Connection) -> int:
        before = tx.scalar(READ)  # by this connection: earlier transactions count too
        [offer, *_] = PHONE.hold(tx, party=f"call {number}", people=who, clinic=at, now=NOW).offers
        assert PHONE.confirm(tx, offer.claim, who, NOW)
        return int(tx.scalar(READ) - before)

    return database.run(work)


def test_the_last_booking_of_a_morning_reads_no_more_than_the_first(morning: Database):
    read = [book(morning, number) for number in range(BOOKED)]
    assert max(read) <= 12, read
