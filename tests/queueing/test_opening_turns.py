"""Turns at openings and closings: none while closed or paused; then by key, first the carried over."""

from datetime import timedelta

import pytest
from redis import Redis

from booking_core import Database
from queueing import Levers, Place, pausing, tables
from queueing.measured import Overtaken, report
from queueing.place import GRACE
from tests.queueing.night import CAMPAIGN, CLOSING, DRAW, EVENING, MORROW, OPENING, Night, person


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    return Night(database, valkey)


def waits(night: Night, number: int, people: int = 1) -> Place:
    """Let somebody wait for units, on the phone."""
    phone = f"+1902{number:07}"
    everybody = [person(f"194{each}-01-01") for each in range(people)]
    return night.join(night.call(phone), {"seat": "keys", "people": everybody, "releases": [0]})


def called(night: Night, *places: Place) -> list[bool]:
    """Tell who had their turn."""
    return [night.place(each.id).turn_at is not None for each in places]


def test_at_the_opening_turns_follow_the_draw_in_the_same_sweep(night: Night):
    night.load(CAMPAIGN + DRAW, units=4)
    night.crowd(6)
    night.sweep()
    night.open()
    assert called(night, *night.ranked()) == [True] * 4 + [False] * 2
    first = night.ranked()[0]
    assert (first.state, first.turn_at, first.deadline) == ("dropped", OPENING, OPENING + GRACE)
    assert first.held_until == OPENING + timedelta(minutes=10)


def test_whoever_was_carried_over_comes_before_the_draw(night: Night):
    night.now = OPENING - timedelta(days=3, minutes=-30)  # Friday
    early = waits(night, 900)
    night.now = EVENING
    night.sweep()
    night.load(CAMPAIGN + DRAW, units=2)
    night.crowd(3)
    night.sweep()
    assert called(night, early) == [False]
    night.open()
    assert called(night, early, *night.ranked()) == [True, True, False, False]


def test_a_unit_that_comes_free_at_night_is_given_in_the_morning(night: Night):
    night.now = CLOSING - timedelta(minutes=40)
    place = waits(night, 1)
    night.now = CLOSING
    night.sweep()
    night.load(CAMPAIGN, units=1)
    night.later(hours=5)
    night.sweep()
    assert called(night, place) == [False]
    night.now = MORROW
    night.sweep()
    assert called(night, place) == [True]


def test_whoever_was_carried_over_while_the_line_closes_is_not_called_that_evening(night: Night):
    night.load(CAMPAIGN, units=1)
    night.now = CLOSING - timedelta(minutes=20)
    couple = waits(night, 1, people=2)
    couple = night.database.run(lambda tx: night.hours.let_in(tx, couple, night.now))
    night.places.publish(couple, night.now)
    assert couple.carried_to == MORROW
    night.load(CAMPAIGN, units=5)
    later = waits(night, 2)
    night.sweep()
    assert called(night, couple, later) == [False, True]


def test_a_pause_gives_no_turns_and_ends(night: Night):
    night.load(CAMPAIGN, units=3)
    night.now = OPENING
    night.database.run(lambda tx: pausing.pause(tx, "emergency", night.now))
    place = waits(night, 1)
    night.sweep()
    assert called(night, place) == [False]
    night.database.run(lambda tx: Levers().open(tx, "over", "boss", night.now))
    night.sweep()
    assert called(night, place) == [True]


def test_an_arrival_is_not_called_before_whoever_is_still_to_be_drawn(night: Night):
    """The draw may fail for a while: until it is over, its places stand before everybody."""
    night.load(CAMPAIGN + DRAW, units=1)
    place = night.register("+19025550101").place
    night.now = OPENING + timedelta(seconds=1)
    arrival = waits(night, 1)
    night.sweep()
    assert called(night, place, arrival) == [True, False]


def judged(night: Night) -> Overtaken:
    with night.database.reading() as look:
        return report(look, "main", OPENING - timedelta(days=4), night.now + timedelta(seconds=1)).overtaken


def test_who_was_carried_over_is_overtaken_that_evening_for_that_reason_only(night: Night):
    night.load(CAMPAIGN, units=1)
    night.now = CLOSING - timedelta(minutes=20)
    couple = waits(night, 1, people=2)
    night.places.publish(night.database.run(lambda tx: night.hours.let_in(tx, couple, night.now)), night.now)
    night.later(minutes=1)
    night.load(CAMPAIGN, units=5)
    later = waits(night, 2, people=2)
    night.later(minutes=1)
    night.sweep()
    assert called(night, couple, later) == [False, True]
    assert judged(night).reasons == {"carried_over": 1}


def test_from_the_opening_on_it_would_be_unfair(night: Night):
    night.now = CLOSING - timedelta(minutes=20)
    first = waits(night, 1)
    night.later(minutes=20)
    night.sweep()
    night.load(CAMPAIGN, units=1)
    night.now = MORROW + timedelta(minutes=1)
    row = tables.place.c
    with night.database.engine.begin() as tx:  # somebody hides it from the clock
        tx.execute(
            tables.place.update().where(row.id == first.id).values(carried_to=MORROW + timedelta(days=1))
        )
    later = waits(night, 2)
    night.sweep()
    assert called(night, first, later) == [False, True]
    assert judged(night).reasons == {"unexplained": 1}


def test_a_morning_with_a_draw_is_fair(night: Night):
    night.load(CAMPAIGN + DRAW, units=4)
    night.crowd(6)
    night.open()
    for place in night.ranked()[:2]:
        night.resume(place, night.call(place.phone))
    night.later(minutes=11)
    waits(night, 900)
    night.sweep()
    assert judged(night).unexplained == 0
