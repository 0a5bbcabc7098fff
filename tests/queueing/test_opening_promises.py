"""Promises over openings and closings: nobody is rung while the line is closed, and then by key."""

from datetime import timedelta

import pytest
from redis import Redis

from booking_core import Database, Outbox
from queueing import Place, promises, sweep
from tests.queueing.night import CAMPAIGN, CLOSING, DRAW, MORROW, OPENING, Night, person

NINE = OPENING + timedelta(hours=2)  # from when people are rung


@pytest.fixture
def night(database: Database, valkey: Redis) -> Night:
    return Night(database, valkey)


def dials(night: Night) -> list[int]:
    """Return the places whose dial is owed, in the order in which it was."""
    night.sweep()
    return [
        each.payload["place"] for each in Outbox(night.database).take(night.now, 100) if each.kind == "dial"
    ]


def waits(night: Night, number: int, *, callback: bool = False) -> Place:
    phone = f"+1902555{number:04}"
    wish = {"seat": "keys", "people": [person("1940-01-01")], "releases": [0], "callback": callback}
    return night.join(night.call(phone), wish)


def test_who_was_drawn_and_agreed_is_rung_in_the_order_of_the_draw_when_it_is_day(night: Night):
    night.load(CAMPAIGN + DRAW, units=3)
    found = [night.register(f"+1902555{number:04}", callback=True) for number in range(6)]
    night.open()
    assert {night.place(each.place.id).state for each in found} == {"promised"}
    with night.database.reading() as look:
        owed = [promises.open_of(look, each.place.id) for each in found]
    assert [each.number for each in owed if each] == [each.place.phone for each in found]
    night.now = NINE - timedelta(seconds=1)
    assert dials(night) == []
    night.now = NINE
    rung = dials(night)
    night.later(seconds=2)
    rung += dials(night)
    assert rung == [each.id for each in night.ranked()][: len(rung)]
    assert len(rung) >= 2


def test_who_was_carried_over_is_not_rung_before_the_line_opens(night: Night):
    night.load(CAMPAIGN, units=1)
    night.now = CLOSING - timedelta(minutes=10)
    couple = night.join(
        night.call("+19025550101"),
        {
            "seat": "keys",
            "people": [person("1940-01-01"), person("1941-01-01")],
            "releases": [0],
            "callback": True,
        },
    )
    night.places.publish(night.database.run(lambda tx: night.hours.let_in(tx, couple, night.now)), night.now)
    assert night.place(couple.id).state == "promised"
    night.load(CAMPAIGN, units=5)
    assert dials(night) == []
    for hours in (1, 5, 11):
        night.now = CLOSING + timedelta(hours=hours)
        assert dials(night) == []
    night.now = MORROW + timedelta(hours=2)
    assert dials(night) == [couple.id]


def test_a_promise_that_a_call_suspended_is_kept_through_the_night(night: Night):
    night.load(CAMPAIGN)
    night.now = CLOSING - timedelta(minutes=40)
    place = waits(night, 101)
    asked = night.database.run(
        lambda tx: night.places.callbacks.ask(tx, place.id, place.phone, place.call_sid, night.now)
    )
    night.places.publish(asked, night.now)
    night.hang_up(place.call_sid)
    night.later(minutes=5)
    assert night.resume(asked, night.call(place.phone)).state == "waiting"
    night.now = CLOSING
    night.sweep()
    kept = night.place(place.id)
    assert (kept.state, kept.carried_to, kept.key) == ("promised", MORROW, place.key)


def test_who_agrees_after_the_close_is_owed_a_callback_in_the_morning(night: Night):
    night.load(CAMPAIGN)
    night.now = CLOSING - timedelta(minutes=1)
    place = waits(night, 101)
    night.now = CLOSING
    night.sweep()
    night.database.run(lambda tx: night.hours.agree(tx, place.id, night.now))
    with night.database.reading() as look:
        promise = promises.open_of(look, place.id)
    assert (promise.number, promise.due) == (place.phone, MORROW + timedelta(hours=2))


def test_what_can_be_promised_for_today_ends_with_the_line(night: Night):
    night.load(CAMPAIGN, units=50)
    night.now = CLOSING - timedelta(minutes=1)
    place = waits(night, 101)

    def offered() -> bool:
        with night.database.reading() as look:
            return night.places.callbacks.offer(look, place.id, place.phone, (0, 60), night.now).today

    assert offered()
    night.later(minutes=1)
    assert not offered()


def test_nobody_is_texted_at_night_that_their_turn_is_near(night: Night):
    night.load(CAMPAIGN)
    night.now = CLOSING - timedelta(minutes=10)
    place = night.join(night.call("+19025550101"), {"seat": "desk", "callback": True})
    night.places.publish(night.database.run(lambda tx: night.hours.let_in(tx, place, night.now)), night.now)
    assert night.place(place.id).state == "promised"
    owed = []
    for hours in (1, 5, 11):
        night.now = CLOSING + timedelta(hours=hours)
        sweep(night.database, night.redis, night.now, look=True)
        owed += [each.kind for each in Outbox(night.database).take(night.now, 100)]
    assert "near_text" not in owed
