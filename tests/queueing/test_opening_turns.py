"""Turns at openings and closings: none while closed or paused; then by key, first the carried over."""

from datetime import timedelta

import pytest
from redis import Redis

from booking_core import Database
from queueing import Place, pausing
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
    night.places.publish(couple)
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
    night.database.run(pausing.resume)
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
