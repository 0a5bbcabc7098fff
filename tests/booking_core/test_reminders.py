"""Reminders: one a booking and dose, the day before at ten where the clinic is, taken back with it."""

from datetime import UTC, datetime, timedelta

from booking_core import Outbox
from tests.booking_core.acts import (
    COUPLE,
    NINE,
    NOON,
    ONE_DOSE,
    PHONE,
    book,
    book_one,
    cancel,
    hold_other,
    move,
    owed,
)
from tests.booking_core.campaign import NOW, ROSE, load, slots

SECOND = "2021-03-29 09:00"


def due(database):
    return [(each.due.isoformat(), each.payload["dose"]) for each in owed(database, "reminder")]


def test_both_doses_are_reminded_of_by_the_clinics_own_clock(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    booked = book_one(database)
    # ten o'clock in Halifax: 14:00 UTC before the clocks change on 14 March 2021, 13:00 after
    assert due(database) == [("2021-03-07T14:00:00+00:00", 1), ("2021-03-28T13:00:00+00:00", 2)]
    assert {each.payload["reference"] for each in owed(database, "reminder")} == {booked.reference}


def test_where_ten_of_the_day_before_has_passed_it_is_due_at_once(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    late = datetime(2021, 3, 7, 20, 0, tzinfo=UTC)
    book_one(database, now=late)
    assert due(database) == [(late.isoformat(), 1)]


def test_each_of_a_party_has_one_and_confirming_again_owes_no_more(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    first, _ = book(database, *COUPLE)
    database.run(lambda tx: PHONE.confirm(tx, first.claim, COUPLE, NOW + timedelta(minutes=1)))
    assert len(due(database)) == 2


def test_what_is_cancelled_is_not_reminded_of(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    cancel(database, book_one(database))
    assert due(database) == []
    assert Outbox(database).take(datetime(2021, 4, 1, tzinfo=UTC)) == []


def test_what_moves_is_reminded_of_at_its_new_time(database):
    load(database, *slots("Truro", 1, NINE, NOON), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database, ROSE)
    [offer] = hold_other(database, old).offers
    [new] = move(database, offer.claim, old)
    assert due(database) == [("2021-03-07T14:00:00+00:00", 1), ("2021-03-28T13:00:00+00:00", 2)]
    assert owed(database, "reminder")[0].key == new.claim
