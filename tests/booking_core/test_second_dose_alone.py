"""A second dose by itself: moved within the rule, cancelled, found again; the first stays as it is."""

from datetime import timedelta

import pytest

from booking_core import NotBooked, SecondDoses, find_bookings, owe_reference, tables
from tests.booking_core.acts import (
    CHANGES,
    COUPLE,
    NINE,
    NOON,
    book,
    book_one,
    cancel,
    everything,
    hold_other,
    join,
    move,
    owed,
    units_in,
    waiting,
)
from tests.booking_core.campaign import CAMPAIGN, MAX, NOW, ROSE, load, slots

SECONDS = SecondDoses("agent")
DAY = "2021-03-29"
SUPPLY = (
    *slots("Truro", 2, NINE, NOON),
    *slots("Truro", 2, f"{DAY} 09:00", f"{DAY} 12:00", "2021-03-31 09:00", release="second doses"),
    *slots("Yarmouth", 2, f"{DAY} 09:00", release="second doses"),
)
HAD = NOW + timedelta(days=60)


def hold(database, booking, party="desk", now=NOW):
    return database.run(lambda tx: SECONDS.hold(tx, party=party, first=booking.claim, now=now))


def take(database, claim, party="desk", now=NOW):
    return database.run(lambda tx: SECONDS.move(tx, claim, now, party=party))


def found(database):
    with database.reading() as look:
        return find_bookings(look)


def test_it_is_moved_within_the_rule_at_its_clinic_and_the_first_stays(database):
    load(database, *SUPPLY)
    old = book_one(database)
    offers = hold(database, old).offers
    assert [each.local.isoformat()[:16] for each in offers] == ["2021-03-29T12:00"]
    moved = take(database, offers[0].claim)
    assert moved.second_local.isoformat()[:16] == "2021-03-29T12:00"
    assert (moved.claim, moved.reference, moved.starts_at) == (old.claim, old.reference, old.starts_at)
    assert found(database) == [moved]
    assert units_in(database, tables.BOOKED) == 2
    assert units_in(database, tables.HELD) == 0


def test_a_tolerance_lets_it_go_to_another_day(database):
    load(database, *SUPPLY, campaign=CAMPAIGN.replace("days = 21", "days = 21\ntolerance_days = 2"))
    days = [each.local.date().isoformat() for each in hold(database, book_one(database)).offers]
    assert days == ["2021-03-29", "2021-03-31"]


def test_moving_twice_is_once_and_holding_twice_keeps_what_there_is(database):
    load(database, *SUPPLY)
    old = book_one(database)
    [first], [again] = (hold(database, old).offers for _ in range(2))
    assert first.starts_at == again.starts_at
    assert take(database, again.claim) == take(database, again.claim)
    assert take(database, first.claim) is None
    assert len(owed(database, "reminder")) == 2  # one for each dose, as before


def test_nothing_is_moved_that_is_lost_over_or_not_there(database):
    load(database, *SUPPLY)
    old = book_one(database)
    [offer] = hold(database, old).offers
    assert take(database, offer.claim, party="another desk") is None
    assert take(database, old.second_claim, party="another desk") is None
    assert hold(database, old, now=HAD).reason == "not booked"
    cancel(database, old)
    before = everything(database)
    with pytest.raises(NotBooked):
        take(database, offer.claim)
    assert hold(database, old).reason == "not booked"
    assert everything(database) == before


def test_a_first_that_moved_meanwhile_leaves_no_second_behind(database):
    load(database, *SUPPLY)
    old = book_one(database)
    [offer] = hold(database, old).offers
    move(database, hold_other(database, old).offers[0].claim, old)
    before = everything(database)
    with pytest.raises(NotBooked):
        take(database, offer.claim)
    assert everything(database) == before


def test_cancelled_alone_it_can_be_had_again(database):
    load(database, *SUPPLY)
    old = book_one(database)
    for _twice in range(2):
        assert database.run(lambda tx: CHANGES.cancel(tx, [old.second_claim], NOW))
    [left] = found(database)
    assert (left.claim, left.second, left.second_claim) == (old.claim, None, None)
    assert len(owed(database, "reminder")) == 1
    offers = hold(database, old).offers
    assert [each.local.hour for each in offers] == [9, 12]
    assert take(database, offers[0].claim).second == old.second


def test_one_of_a_couple_moves_and_the_other_stays(database):
    load(database, *SUPPLY)
    rose, max_ = book(database, *COUPLE)
    moved = take(database, hold(database, max_).offers[0].claim)
    assert moved.second_local.hour == 12
    assert {each.claim: each.second_local.hour for each in found(database)} == {rose.claim: 9, max_.claim: 12}


def test_who_has_the_old_time_by_text_is_told_each_new_one(database):
    load(database, *SUPPLY)
    old = book_one(database)
    database.run(lambda tx: owe_reference(tx, old, ROSE.phone, "en", "asked", NOW))
    for texts in (2, 3):
        take(database, hold(database, old).offers[0].claim)
        assert len(owed(database, "reference_text")) == texts


def test_what_is_given_up_goes_to_the_waiting_list(database):
    load(database, *slots("Truro", 1, NINE, f"{DAY} 09:00", f"{DAY} 12:00"))
    old = book_one(database)
    assert old.second_local.hour == 9
    join(database, MAX, key=1)
    [offer] = hold(database, old).offers
    take(database, offer.claim)
    assert waiting(database, MAX).claim is not None
