"""Change and cancel: the old stays until the new is sure, each unit is free once, nothing is left behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_core import NotBooked, OtherRequest, find_bookings, tables
from tests.booking_core.acts import (
    CHANGES,
    COUPLE,
    NINE,
    NOON,
    ONE_DOSE,
    QUARTER,
    TUESDAY,
    book,
    book_one,
    cancel,
    hold,
    hold_other,
    move,
    owed,
    units_in,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, load, slots

SECOND, SECOND_TUESDAY = "2021-03-29 09:00", "2021-03-30 09:00"


def found(database, **given):
    with database.reading() as look:
        return find_bookings(look, **given)


def test_a_move_keeps_the_reference_and_frees_the_old_unit(database):
    load(database, *slots("Truro", 1, NINE, NOON), campaign=ONE_DOSE)
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert offer.local.hour == 12  # never the time that they have
    [new] = move(database, offer.claim, old)
    assert new.reference == old.reference
    assert found(database, reference=old.reference) == [new]
    assert (units_in(database, tables.BOOKED), units_in(database, tables.FREE)) == (1, 1)


def test_moving_twice_is_one_move(database):
    load(database, *slots("Truro", 1, NINE, NOON), campaign=ONE_DOSE)
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert move(database, offer.claim, old) == move(database, offer.claim, old)
    assert units_in(database, tables.BOOKED) == 1


def test_the_old_stays_while_the_new_is_only_held_and_when_it_is_lost(database):
    load(database, *slots("Truro", 1, NINE, NOON), campaign=ONE_DOSE)
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert found(database) == [old]
    later = NOW + timedelta(minutes=4)
    [taken] = hold(database, (MAX,), party="B", now=later).offers
    assert taken.local.hour == 12
    assert move(database, offer.claim, old, now=later) is None
    assert found(database) == [old]


def test_nothing_else_to_be_had_leaves_all_as_it_was(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    old = book_one(database)
    assert hold_other(database, old).reason == "sold out"
    assert found(database) == [old]


def test_what_is_not_booked_is_not_moved(database):
    load(database, *slots("Truro", 2, NINE, NOON), campaign=ONE_DOSE)
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    cancel(database, old)
    assert hold_other(database, old, party="again").reason == "not booked"
    with pytest.raises(NotBooked):
        move(database, offer.claim, old)
    again = book_one(database)
    assert hold_other(database, again, now=again.starts_at).reason == "not booked"


def test_an_offer_that_became_somebody_elses_is_no_move(database):
    load(database, *slots("Truro", 2, NINE, NOON), campaign=ONE_DOSE)
    rose, max_ = book_one(database), book_one(database, MAX)
    [offer] = hold_other(database, rose).offers
    move(database, offer.claim, rose)
    with pytest.raises(OtherRequest):
        move(database, offer.claim, max_)
    assert len(found(database)) == 2


def test_a_couple_moves_together(database):
    load(database, *slots("Truro", 2, NINE, TUESDAY), campaign=ONE_DOSE)
    old = book(database, *COUPLE)
    [offer] = hold_other(database, *old).offers
    new = move(database, offer.claim, *old)
    assert [each.local.day for each in new] == [9, 9]
    assert [each.reference for each in new] == [each.reference for each in old]
    with database.reading() as look:
        assert CHANGES.together(look, new[1].claim) == list(new)
        assert CHANGES.together(look, old[0].claim) == []


def test_one_of_a_couple_moves_alone(database):
    load(database, *slots("Truro", 2, NINE, TUESDAY), campaign=ONE_DOSE)
    rose, max_ = book(database, *COUPLE)
    [offer] = hold_other(database, max_).offers
    [moved] = move(database, offer.claim, max_)
    assert (moved.birth_date, moved.local.day) == (MAX.birth_date, 9)
    assert set(found(database)) == {rose, moved}
    with database.reading() as look:
        assert CHANGES.together(look, rose.claim) == [rose]


def test_a_second_dose_moves_with_its_first(database):
    load(
        database,
        *slots("Truro", 1, NINE, TUESDAY),
        *slots("Truro", 1, SECOND, SECOND_TUESDAY, release="second doses"),
    )
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert [each.day for each in (offer.local, offer.second_local)] == [9, 30]
    [new] = move(database, offer.claim, old)
    assert [each.day for each in (new.local, new.second_local)] == [9, 30]
    assert (units_in(database, tables.BOOKED), units_in(database, tables.FREE)) == (2, 2)


def test_a_second_dose_that_still_goes_with_the_first_stays(database):
    load(database, *slots("Truro", 1, NINE, QUARTER), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert offer.second == old.second
    [new] = move(database, offer.claim, old)
    assert new.second == old.second
    assert (units_in(database, tables.BOOKED), units_in(database, tables.FREE)) == (2, 1)
    assert cancel(database, new)
    assert units_in(database, tables.BOOKED) == 0


def test_a_second_dose_that_goes_with_it_no_longer_is_given_up_and_the_offer_says_so(database):
    load(database, *slots("Truro", 1, NINE, TUESDAY), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database)
    [offer] = hold_other(database, old).offers
    assert offer.second is None
    [new] = move(database, offer.claim, old)
    assert new.second is None
    assert units_in(database, tables.BOOKED) == 1


def test_cancelling_frees_both_doses_once(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database)
    assert cancel(database, old)
    assert (units_in(database, tables.FREE), found(database)) == (2, [])
    fresh = book_one(database, MAX)
    assert cancel(database, old)  # again, while the unit is somebody else's by now
    assert found(database) == [fresh]


def test_one_of_a_couple_cancels_and_the_other_stays(database):
    load(database, *slots("Truro", 2, NINE), *slots("Truro", 2, SECOND, release="second doses"))
    rose, max_ = book(database, *COUPLE)
    assert cancel(database, rose)  # though the two are named by her claim
    assert found(database) == [max_]
    assert (units_in(database, tables.BOOKED), units_in(database, tables.FREE)) == (2, 2)
    with database.reading() as look:
        assert CHANGES.together(look, max_.claim) == [max_]


def test_all_of_a_party_cancel_at_once(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    assert cancel(database, *book(database, *COUPLE))
    assert (units_in(database, tables.FREE), found(database)) == (2, [])


def test_what_was_had_is_not_cancelled_but_the_second_dose_is(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database)
    assert cancel(database, old, now=old.starts_at + timedelta(days=1))
    assert found(database) == [replace(old, second=None, second_claim=None)]


def test_a_second_dose_alone_is_cancelled_by_its_own_claim(database):
    load(database, *slots("Truro", 1, NINE), *slots("Truro", 1, SECOND, release="second doses"))
    old = book_one(database)
    second = next(payload["claim"] for _, payload, _ in owed(database, "reminder") if payload["dose"] == 2)
    assert database.run(lambda tx: CHANGES.cancel(tx, [second], NOW))
    assert found(database) == [replace(old, second=None, second_claim=None)]


def test_there_is_nothing_to_cancel_where_there_was_nothing(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    [offer] = hold(database).offers
    for claim in ("f" * 32, offer.claim):
        assert not database.run(lambda tx, claim=claim: CHANGES.cancel(tx, [claim], NOW))
    assert units_in(database, tables.HELD) == 1


def test_whoever_cancelled_may_book_again(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    cancel(database, book_one(database))
    assert book_one(database, ROSE).birth_date == ROSE.birth_date
