"""What opens is given out in key order; who has something keeps it until they take the other."""

from heapq import merge
from operator import attrgetter
from types import SimpleNamespace

import pytest

from booking_core import NotBooked, Wish, find_bookings, tables
from tests.booking_core.acts import (
    CHANGES,
    COUPLE,
    NINE,
    ONE_DOSE,
    QUARTER,
    WAITLIST,
    accept,
    book,
    book_one,
    cancel,
    decline,
    hold,
    hold_other,
    join,
    move,
    someone,
    units_in,
    waiting,
    wish_instead,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

OPENS = NOW.replace(day=8, hour=12)  # after the release called "later"
APRIL, APRIL_TOO = "2021-04-06 09:00", "2021-04-06 09:15"
ANNE, JOHN = someone(1), someone(2)


def serve(database, now=OPENS, limit=20, **how):
    """Give out what has opened, and return the keys that were given something."""

    def work(tx):
        return [each.key for each in WAITLIST.serve(tx, now, limit, **how) if each.give()]

    return database.run(work)


def halifax_and_yarmouth(database, capacity=1):
    opens_later = slots("Yarmouth", capacity, APRIL, release="later")
    load(database, *slots("Halifax", 2, NINE), *opens_later, campaign=ONE_DOSE)
    serve(database, NOW)


def test_keep_halifax_and_move_to_yarmouth_when_it_opens(database):
    halifax_and_yarmouth(database)
    halifax = book_one(database, clinic="Halifax")
    wish_instead(database, halifax, key=1, to="Yarmouth")
    assert serve(database, NOW) == []
    assert serve(database) == [1]
    with database.reading() as look:
        assert find_bookings(look) == [halifax]  # until they say that they want the other
    [yarmouth] = accept(database, waiting(database, ROSE), OPENS)
    assert (yarmouth.clinic.name, yarmouth.reference) == ("Yarmouth", halifax.reference)
    assert (units_in(database, tables.BOOKED), units_in(database, tables.FREE)) == (1, 2)


def test_who_declines_yarmouth_keeps_halifax(database):
    halifax_and_yarmouth(database)
    halifax = book_one(database, clinic="Halifax")
    wish_instead(database, halifax, key=1, to="Yarmouth")
    serve(database)
    decline(database, waiting(database, ROSE), OPENS)
    with database.reading() as look:
        assert find_bookings(look) == [halifax]


def test_what_is_given_up_for_it_goes_to_the_next(database):
    halifax_and_yarmouth(database)
    rose, _ = book_one(database, clinic="Halifax"), book_one(database, MAX, clinic="Halifax")
    wish_instead(database, rose, key=1, to="Yarmouth")
    join(database, ANNE, key=2, wish=Wish(clinics=(clinic_named(database, "Halifax").id,)))
    serve(database, NOW)
    serve(database)
    assert waiting(database, ANNE).claim is None
    now = NOW.replace(day=2, hour=15)
    accept(database, waiting(database, ROSE), now)
    assert waiting(database, ANNE).claim is not None


def test_a_wish_follows_who_moved_meanwhile_and_outlives_a_cancelled_booking(database):
    load(database, *slots("Halifax", 1, NINE, QUARTER), campaign=ONE_DOSE)
    load(database, *slots("Yarmouth", 1, APRIL, APRIL_TOO, release="later"), campaign=ONE_DOSE)
    serve(database, NOW)
    old = book_one(database, clinic="Halifax")
    wish_instead(database, old, key=1, to="Yarmouth")
    [offer] = hold_other(database, old, clinic="Halifax").offers
    [new] = move(database, offer.claim, old)
    serve(database)
    [yarmouth] = accept(database, waiting(database, ROSE), NOW)
    assert yarmouth.reference == new.reference
    assert units_in(database, tables.BOOKED) == 1
    max_ = book_one(database, MAX, clinic="Halifax")
    wish_instead(database, max_, key=2, to="Yarmouth")
    cancel(database, max_)
    assert serve(database, leftovers=True) == [2]
    assert accept(database, waiting(database, MAX), NOW) is not None


def test_a_couple_moves_together_or_stays_together(database):
    halifax_and_yarmouth(database, capacity=2)
    both = book(database, *COUPLE, clinic="Halifax")
    wish_instead(database, *both, key=1, to="Yarmouth")
    serve(database)
    moved = accept(database, waiting(database, MAX), OPENS)
    assert [each.clinic.name for each in moved] == ["Yarmouth", "Yarmouth"]
    assert units_in(database, tables.BOOKED) == 2


def test_nobody_wishes_instead_of_what_they_have_not(database):
    halifax_and_yarmouth(database)
    booked = book_one(database, clinic="Halifax")
    cancel(database, booked)
    with pytest.raises(NotBooked):
        wish_instead(database, booked, key=1, to="Yarmouth")


def test_what_opens_is_given_in_the_order_of_keys_as_far_as_it_reaches(database):
    load(database, *slots("Yarmouth", 2, APRIL, release="later"), campaign=ONE_DOSE)
    for key, number in ((30, 1), (10, 2), (20, 3)):
        join(database, someone(number), key=key)
    assert serve(database, NOW) == []
    assert serve(database, limit=1) == [10]
    assert serve(database, limit=1) == [20]
    assert serve(database) == []
    assert units_in(database, tables.OFFERED) == 2


def test_places_and_the_waiting_list_are_merged_by_key(database):
    load(database, *slots("Yarmouth", 3, APRIL, release="later"), campaign=ONE_DOSE)
    for key, number in ((10, 1), (30, 2), (40, 3)):
        join(database, someone(number), key=key)

    def held_for_a_place(tx):
        at, who = clinic_named(database, "Yarmouth"), (someone(9),)
        return bool(CHANGES.bookings.hold(tx, party="place:1", people=who, clinic=at, now=OPENS).offers)

    def work(tx):
        places = [SimpleNamespace(key=20, give=lambda: held_for_a_place(tx))]
        in_turn = merge(places, WAITLIST.serve(tx, OPENS, 20), key=attrgetter("key"))
        return [each.key for each in in_turn if each.give()]

    assert database.run(work) == [10, 20, 30]


def test_what_was_given_out_is_not_given_out_again_unless_asked_for(database):
    load(database, *slots("Yarmouth", 1, APRIL, release="later"), campaign=ONE_DOSE)
    assert serve(database) == []
    join(database, ANNE, key=1)
    assert serve(database) == []  # open to anybody by now: the next key has it
    load(database, *slots("Yarmouth", 2, APRIL, release="later"), campaign=ONE_DOSE)
    assert serve(database) == [1]  # one more unit was loaded
    join(database, JOHN, key=2)
    assert serve(database) == []
    assert serve(database, leftovers=True) == [2]
    assert hold(database, (MAX,), clinic="Yarmouth", now=OPENS).reason == "sold out"


def test_a_clinic_that_is_loaded_later_is_found_by_its_region(database):
    halifax_and_yarmouth(database)
    halifax = book_one(database, clinic="Halifax")
    wish_instead(database, halifax, key=1, to="Yarmouth")
    row = f"Barrington,Yarmouth County,2 Main Street,{APRIL},15,1,"
    with database.reading() as look:
        region = CHANGES.bookings.releases.clinic(look, clinic_named(database, "Yarmouth").id).region
    assert region == "Yarmouth County"
    wish_instead(database, halifax, key=1)
    load(database, row, campaign=ONE_DOSE)
    assert serve(database, NOW) == [1]
    [moved] = accept(database, waiting(database, ROSE), NOW)
    assert moved.clinic.name == "Barrington"
