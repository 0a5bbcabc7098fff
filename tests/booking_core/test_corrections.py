"""An agent puts right what was mistyped, and the booking stays."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from booking_core import AlreadyBooked, Correction, NotBooked, Wish, correct, find_bookings, tables
from tests.booking_core.acts import NINE, ONE_DOSE, book_one, cancel, join, waiting, wish_instead
from tests.booking_core.campaign import MAX, NOW, ROSE, load, slots

RIGHT = date(1932, 5, 2)
SECOND = "2021-03-29 09:00"


@pytest.fixture
def booked(database):
    load(database, *slots("Truro", 2, NINE), *slots("Truro", 2, SECOND, release="second doses"))
    return book_one(database)


def put_right(database, booking, **what):
    return database.run(lambda tx: correct(tx, booking.claim, Correction(**what), NOW))


def count(database, table):
    with database.reading() as look:
        return look.scalar(select(func.count()).select_from(table))


def test_a_birth_date_or_a_number_is_put_right_and_the_booking_stays(database, booked):
    after = put_right(database, booked, birth_date=RIGHT)
    assert after == replace(booked, birth_date=RIGHT)
    assert put_right(database, booked, phone=MAX.phone) == replace(after, phone=MAX.phone)
    with database.reading() as look:
        assert find_bookings(look, phone=ROSE.phone) == []
        assert len(find_bookings(look, phone=MAX.phone, birth_date=RIGHT)) == 1


def test_putting_right_twice_is_once(database, booked):
    events = count(database, tables.event)
    assert put_right(database, booked, birth_date=RIGHT) == put_right(database, booked, birth_date=RIGHT)
    assert count(database, tables.event) == events + 1


def test_who_turns_out_to_be_somebody_known_keeps_the_booking_as_them(database, booked):
    cancel(database, book_one(database, MAX))
    after = put_right(database, booked, birth_date=MAX.birth_date, phone=MAX.phone)
    assert after.second == booked.second
    assert count(database, tables.person) == 1
    with database.reading() as look:
        assert find_bookings(look, phone=MAX.phone) == [after]


def test_who_turns_out_to_have_another_booking_hears_of_it_and_nothing_changes(database, booked):
    max_ = book_one(database, MAX)
    with pytest.raises(AlreadyBooked) as already:
        put_right(database, booked, birth_date=MAX.birth_date, phone=MAX.phone)
    assert already.value.booking == max_
    with database.reading() as look:
        assert len(find_bookings(look)) == 2


def test_what_is_cancelled_is_not_put_right(database, booked):
    cancel(database, booked)
    with pytest.raises(NotBooked):
        put_right(database, booked, birth_date=RIGHT)


def test_offers_are_told_at_the_right_number(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    wish_instead(database, booked, key=1)
    put_right(database, booked, phone=MAX.phone)
    assert waiting(database, replace(ROSE, phone=MAX.phone)).phone == MAX.phone


def test_two_of_one_entry_who_turn_out_to_be_one_person_with_a_booking_wait_no_more(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    join(database, ROSE, MAX, key=7)
    booked = book_one(database)
    after = put_right(database, booked, birth_date=MAX.birth_date, phone=MAX.phone)
    assert (after.birth_date, after.phone) == (MAX.birth_date, MAX.phone)
    assert (waiting(database, ROSE), waiting(database, MAX)) == (None, None)


def test_two_entries_that_turn_out_to_be_one_persons_become_the_earlier(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    booked = book_one(database)
    join(database, MAX, key=7, wish=Wish(not_before=date(2021, 4, 1)))
    wish_instead(database, booked, key=9)
    put_right(database, booked, birth_date=MAX.birth_date, phone=MAX.phone)
    assert waiting(database, MAX).key == 7
    assert waiting(database, ROSE) is None
