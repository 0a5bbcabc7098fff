"""Promises in the ledger: asked for, suspended by a call, kept at the same key, never rung twice at once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from queueing import NumberRefused, PlaceClosed
from tests.booking_core.campaign import load, slots
from tests.queueing.morning import Morning
from tests.queueing.owed import ANNA, BEN, NOON, ask, do, errands, owed, pick_up, promise, ring, sweep_at

CAMPAIGN = 'name = "Spring"\ntimezone = "America/Halifax"\n[callbacks]\nagent_first_up_to = 0\n'


@pytest.fixture
def day(morning: Morning) -> Morning:
    """A Monday noon, with a desk that is free."""
    load(morning.database, *slots("Truro", 2, "2027-03-08T09:00", release=""), campaign=CAMPAIGN)
    morning.now = NOON
    morning.desk("ann")
    return morning


def state(day: Morning, place) -> str:
    return day.place(place.id).state


def test_asking_makes_the_place_a_promise_at_its_key_and_twice_is_once(day: Morning):
    place = day.caller(ANNA)
    for _ in range(2):
        asked = ask(day, place, sid=place.call_sid)
        assert (asked.state, asked.key, asked.call_sid) == ("promised", place.key, None)
    assert asked.version == 2
    assert promise(day, place).number == ANNA


def test_the_number_can_be_changed_and_a_hidden_caller_gives_one(day: Morning):
    place = day.caller(None)
    ask(day, place, ANNA)
    assert ask(day, place, BEN, sid=place.call_sid).key == place.key
    assert promise(day, place).number == BEN


def test_a_place_that_has_ended_is_promised_nothing(day: Morning):
    place = day.caller(ANNA)
    day.leave(place)
    with pytest.raises(PlaceClosed):
        ask(day, place, sid=place.call_sid)


def test_a_number_is_owed_at_most_four(day: Morning):
    for _ in range(4):
        ask(day, day.caller(None), BEN)
    with pytest.raises(NumberRefused, match="already"):
        ask(day, day.caller(None), BEN)


def test_at_its_turn_it_is_dialled_once_whoever_sweeps(day: Morning):
    place = owed(day)
    sweep_at(day)
    sweep_at(day)
    assert errands(day, "dial") == [{"place": place.id, "attempt": 1, "number": ANNA}]
    assert state(day, place) == "dialling"


def test_nobody_is_dialled_while_they_are_still_on_the_phone_with_us(day: Morning):
    place = day.caller(ANNA)
    ask(day, place)
    day.later(minutes=2)
    sweep_at(day)
    assert errands(day, "dial") == []
    day.hang_up(place.call_sid)
    day.later(minutes=1)
    sweep_at(day)
    assert len(errands(day, "dial")) == 1


def test_no_more_dials_in_flight_than_desks_and_by_key(day: Morning):
    day.desk("bob")
    places = [owed(day, f"+1902555{n:04}") for n in range(4)]
    sweep_at(day)
    assert [each["place"] for each in errands(day, "dial")] == [places[0].id, places[1].id]
    sweep_at(day)
    assert errands(day, "dial") == []


def test_who_is_on_the_phone_with_an_earlier_key_comes_first_and_nobody_with_a_later_one(day: Morning):
    day.caller("+19025550150")
    day.talk("ann")
    first, place = day.caller(BEN), owed(day)
    day.caller("+19025550151")
    day.desks.finish("ann", "booked", "", day.now)
    assert errands(day, "dial") == []
    assert day.talk("ann").id == first.id
    day.desks.finish("ann", "booked", "", day.now)
    assert [each["place"] for each in errands(day, "dial")] == [place.id]


def test_without_a_desk_nobody_is_rung(day: Morning):
    day.desks.away("ann", day.now)
    owed(day)
    sweep_at(day)
    assert errands(day, "dial") == []


def test_no_answer_is_tried_again_at_the_same_key_until_it_is_enough(day: Morning):
    place = owed(day)
    for minutes in (3, 10, 30):
        ring(day, place)
        attempt = promise(day, place).attempt
        for _ in range(2):  # the carrier may say it twice
            do(day, "ended", place.id, attempt, "no-answer")
        assert (state(day, place), day.place(place.id).key) == ("promised", place.key)
        day.later(minutes=minutes, seconds=-1)
        sweep_at(day)
        assert errands(day, "dial") == []
        day.later(seconds=1)
    ring(day, place)
    do(day, "ended", place.id, 4, "busy")
    assert state(day, place) == "unreached"
    assert len(errands(day, "missed_text")) == 1


def test_who_was_not_reached_calls_and_stands_at_their_key(day: Morning):
    place = owed(day)
    ring(day, place)
    day.database.run(lambda tx: tx.execute(text("UPDATE promise SET misses = 3")))
    do(day, "ended", place.id, 1, "failed")
    later = day.caller(BEN)
    back = day.resume(place, day.call(ANNA))
    assert (back.state, back.key) == ("waiting", place.key)
    assert day.position(back) == 1
    assert day.position(later) == 2


def test_a_late_word_about_an_attempt_that_is_over_changes_nothing(day: Morning):
    place = owed(day)
    ring(day, place, "CA1")
    do(day, "ended", place.id, 1, "busy")
    day.later(minutes=3)
    ring(day, place, "CA2")
    for word in ("no-answer", "completed", "busy"):
        assert do(day, "ended", place.id, 1, word) is None
    assert do(day, "answered", place.id, 1, "CA1") is None
    assert state(day, place) == "dialling"
    assert not do(day, "rings", place.id, 1, "CA1")
    assert errands(day, "hang_up") == [{"call_sid": "CA1"}]


def test_pressing_one_leads_to_the_head_of_the_line(day: Morning):
    place = owed(day)
    pick_up(day, place)
    for _ in range(2):
        there = do(day, "confirmed", place.id, "CAout")
        assert (there.state, there.key, there.call_sid) == ("waiting", place.key, "CAout")
    assert day.position(there) == 1
    assert day.talk("ann").id == place.id
    assert promise(day, place) is None


def test_silence_is_a_miss_and_a_machine_never_an_agents(day: Morning):
    place = owed(day)
    pick_up(day, place)
    do(day, "ended", place.id, 1, "completed")
    assert (state(day, place), promise(day, place).misses) == ("promised", 1)
    assert day.take("ann") is None


def test_a_call_of_theirs_suspends_the_promise_and_hangs_up_the_ringing_one(day: Morning):
    place = owed(day)
    ring(day, place)
    sid = day.call(ANNA)
    back = day.resume(place, sid)
    assert (back.state, back.key, back.call_sid) == ("waiting", place.key, sid)
    assert errands(day, "call_off") == [{"place": place.id, "attempt": 1, "call_sid": "CAout"}]
    assert do(day, "ended", place.id, 1, "completed") is None
    day.hang_up(sid)
    there = day.place(place.id)
    assert (there.state, there.key) == ("promised", place.key)
    assert promise(day, place).misses == 0
    day.later(seconds=31)
    ring(day, place, "CAagain")


def test_cancelled_it_is_not_owed_any_more(day: Morning):
    place = owed(day)
    sid = day.call(ANNA)
    day.resume(place, sid)
    for _ in range(2):
        assert do(day, "cancel", place.id).state == "waiting"
    day.hang_up(sid)
    assert state(day, place) == "dropped"
    other = owed(day, BEN)
    ring(day, other)
    assert do(day, "cancel", other.id).state == "left"
    assert len(errands(day, "call_off")) == 1


def test_later_today_and_tomorrow_use_no_attempt(day: Morning):
    place = owed(day)
    pick_up(day, place)
    put_off = do(day, "put_off", place.id, "later_today")
    assert (put_off.state, put_off.key) == ("promised", place.key)
    assert promise(day, place).due == day.now + timedelta(hours=2)
    day.later(hours=2)
    pick_up(day, place, "CA2")
    do(day, "put_off", place.id, "tomorrow")
    assert promise(day, place).due == NOON + timedelta(hours=21)
    assert promise(day, place).misses == 0


def test_a_wrong_person_is_not_rung_again(day: Morning):
    place = owed(day)
    pick_up(day, place)
    do(day, "wrong_person", place.id)
    assert state(day, place) == "unreached"
    day.later(minutes=60)
    sweep_at(day)
    assert errands(day, "dial") == []


def test_who_wants_no_calls_gets_none_wherever_their_number_is_owed_one(day: Morning):
    rung, other = owed(day), day.caller(None)
    ask(day, other, ANNA)
    ring(day, rung)
    for _ in range(2):
        do(day, "no_calls", ANNA)
    assert [state(day, each) for each in (rung, other)] == ["unreached"] * 2
    assert len(errands(day, "call_off")) == 1
    third = day.caller(None)
    with pytest.raises(NumberRefused, match="no_calls"):
        ask(day, third, ANNA)
    mine = day.resume(rung, day.call(ANNA))
    assert ask(day, mine).state == "promised"  # from that very telephone: they want it now


def test_two_of_one_house_are_not_rung_at_once(day: Morning):
    day.desk("bob")
    first, second = owed(day), day.caller(None)
    ask(day, second, ANNA)
    day.hang_up(second.call_sid)
    day.later(minutes=1)
    ring(day, first)
    assert state(day, second) == "promised"
    do(day, "ended", first.id, 1, "busy")
    day.later(minutes=1)
    sweep_at(day)
    assert state(day, second) == "dialling"


def test_nobody_is_rung_at_night(day: Morning):
    place = owed(day)
    day.now = NOON.replace(hour=23, minute=59) + timedelta(hours=1)  # nine in the evening
    day.desks.away("ann", day.now)
    day.desk("ann")
    sweep_at(day)
    assert errands(day, "dial") == []
    assert promise(day, place).due == NOON + timedelta(hours=21)


def test_a_callback_that_nobody_tells_of_is_asked_about_and_never_taken_for_a_miss(day: Morning):
    place = owed(day)
    ring(day, place)
    day.later(minutes=2, seconds=1)
    sweep_at(day)
    assert errands(day, "look_at_dial") == [{"place": place.id, "attempt": 1, "call_sid": "CAout"}]
    assert state(day, place) == "dialling"
    do(day, "ended", place.id, 1, "never_rang")
    assert (state(day, place), promise(day, place).misses) == ("promised", 0)
    sweep_at(day)
    assert [each["attempt"] for each in errands(day, "dial")] == [2]


def test_a_promise_does_not_lapse(day: Morning):
    place = owed(day)
    day.desks.away("ann", day.now)
    for _ in range(5):
        day.later(days=1)
        sweep_at(day)
    assert state(day, place) == "promised"
    assert day.place(place.id).deadline > day.now
