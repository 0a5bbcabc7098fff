"""Hold before it is read out; confirm by fence; both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_core import AlreadyBooked, Bookings, Database, find_bookings
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

PHONE = Bookings("phone")


def hold(database: Database, party: str, person=ROSE, now=NOW, after=None, clinic="Truro"):
    at = clinic_named(database, clinic)
    return database.run(
        lambda tx: PHONE.hold(tx, party=party, people=[person], clinic=at, now=now, after=after)
    )


def confirm(database: Database, claim: str, person=ROSE, now=NOW):
    booked = database.run(lambda tx: PHONE.confirm(tx, claim, [person], now))
    return booked and booked[0]


def test_a_held_time_is_nobody_elses(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    assert len(hold(database, "A").offers) == 1
    other = hold(database, "B", MAX)
    assert other.offers == ()
    assert other.reason == "held by others"


def test_three_times_while_supply_is_ample_and_one_when_it_is_scarce(database):
    load(database, *slots("Truro", 10, "2021-03-08 09:00", "2021-03-08 09:15", "2021-03-08 09:30"))
    assert len(hold(database, "A").offers) == 3
    load(database, *slots("Sydney", 1, "2021-03-08 09:00", "2021-03-08 09:15", "2021-03-08 09:30"))
    assert len(hold(database, "B", MAX, clinic="Sydney").offers) == 1


def test_confirming_twice_is_one_booking(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    claim = hold(database, "A").offers[0].claim
    first = confirm(database, claim)
    assert first is not None
    assert confirm(database, claim) == first
    assert first.local.isoformat() == "2021-03-08T09:00:00-04:00"


def test_a_reference_that_somebody_else_has_is_drawn_again(database, monkeypatch):
    load(database, *slots("Truro", 10, "2021-03-08 09:00"))
    drawn = iter(["12345674", "12345674", "23456784"])
    monkeypatch.setattr("booking_core.bookings.spoken_number", lambda: next(drawn))
    booked = [
        confirm(database, hold(database, person.phone, person).offers[0].claim, person)
        for person in (ROSE, MAX)
    ]
    assert [each.reference for each in booked] == ["12345674", "23456784"]


def test_what_was_not_chosen_is_open_again(database):
    load(database, *slots("Truro", 10, "2021-03-08 09:00", "2021-03-08 09:15", "2021-03-08 09:30"))
    offers = hold(database, "A").offers
    confirm(database, offers[1].claim)
    assert confirm(database, offers[0].claim, MAX) is None
    assert [each.local.minute for each in hold(database, "B", MAX).offers] == [0, 15, 30]


def test_a_hold_that_ran_out_but_was_not_taken_still_confirms(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    claim = hold(database, "A").offers[0].claim
    assert confirm(database, claim, now=NOW + timedelta(hours=1)) is not None


def test_a_hold_that_ran_out_and_was_taken_is_lost(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    later = NOW + timedelta(minutes=4)
    claim = hold(database, "A").offers[0].claim
    assert len(hold(database, "B", MAX, now=later).offers) == 1
    assert confirm(database, claim, now=later) is None


def test_a_key_press_keeps_the_hold(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    hold(database, "A")
    database.run(lambda tx: PHONE.extend(tx, "A", NOW + timedelta(minutes=2)))
    assert hold(database, "B", MAX, now=NOW + timedelta(minutes=4)).reason == "held by others"


def test_hanging_up_before_the_choice_lets_go_and_after_it_does_not(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00", "2021-03-08 09:15"))
    confirm(database, hold(database, "A").offers[0].claim)
    hold(database, "B", MAX)
    for party in ("A", "B"):
        database.run(lambda tx, party=party: PHONE.release(tx, party, NOW))
    assert len(hold(database, "C", replace(MAX, phone="+19025550199")).offers) == 1
    with database.reading() as look:
        assert len(find_bookings(look)) == 1


def test_sold_out_is_said_only_when_it_is(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    at = clinic_named(database, "Truro")
    claim = hold(database, "A").offers[0].claim
    confirm(database, claim)
    supply = database.run(lambda tx: PHONE.hold(tx, party="B", people=[MAX], clinic=at, now=NOW))
    assert supply.reason == "sold out"


def test_other_times_are_later_times(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00", "2021-03-08 09:15"))
    first = hold(database, "A").offers[0]
    second = hold(database, "A", after=first.starts_at).offers[0]
    assert second.starts_at > first.starts_at
    assert hold(database, "A", after=second.starts_at).reason == "no later times"


def test_one_booking_a_person(database):
    load(database, *slots("Truro", 2, "2021-03-08 09:00"))
    booking = confirm(database, hold(database, "A").offers[0].claim)
    again = hold(database, "B")
    assert again.reason == "booked already"
    assert again.booking == booking
    claim = hold(database, "B", MAX).offers[0].claim
    with pytest.raises(AlreadyBooked):
        confirm(database, claim, ROSE)


def test_a_booking_is_found_by_reference_by_number_and_by_birth_date(database):
    load(database, *slots("Truro", 2, "2021-03-08 09:00"))
    booking = confirm(database, hold(database, "A").offers[0].claim)
    confirm(database, hold(database, "B", MAX).offers[0].claim, MAX)
    with database.reading() as look:
        assert find_bookings(look, reference=booking.reference) == [booking]
        assert find_bookings(look, phone=ROSE.phone) == [booking]
        assert find_bookings(look, birth_date=ROSE.birth_date) == [booking]
        assert find_bookings(look, phone=ROSE.phone, birth_date=MAX.birth_date) == []
