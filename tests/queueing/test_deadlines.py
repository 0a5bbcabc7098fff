"""Every state has an end, and the sweep is there when it comes."""

from datetime import timedelta

import pytest
from sqlalchemy import func, or_, select

from queueing import tables
from queueing.place import ACTIVE
from tests.queueing.morning import Morning


def state(morning: Morning, place) -> str:
    return morning.place(place.id).state


def test_a_dropped_place_stays_while_its_turn_has_not_come(morning: Morning):
    ahead, place = morning.caller(), morning.caller()
    morning.hang_up(place.call_sid)
    for _ in range(10):
        morning.later(minutes=20)
        morning.sweep()
    assert state(morning, place) == "dropped"
    assert state(morning, ahead) == "waiting"


def test_those_whose_turn_is_still_to_come_are_kept_all_at_once_until_a_whole_minute(morning: Morning):
    ahead = morning.caller()
    away = []
    for _ in range(5):
        away.append(place := morning.caller())
        morning.hang_up(place.call_sid)
        morning.later(seconds=7)
    morning.later(minutes=30)
    morning.sweep()
    kept = [morning.place(place.id) for place in away]
    assert {place.deadline for place in kept} == {until := kept[0].deadline}
    assert timedelta(minutes=10) <= until - morning.now <= timedelta(minutes=11)
    assert (until.second, until.microsecond) == (0, 0)
    assert [place.version for place in kept] == [2] * 5  # that is no move
    assert state(morning, ahead) == "waiting"


def test_nobody_is_kept_away_for_more_than_a_day(morning: Morning):
    ahead, place = morning.caller(), morning.caller()
    morning.hang_up(place.call_sid)
    for _ in range(24 * 60 // 20):
        assert state(morning, place) == "dropped"
        morning.later(minutes=20)
        morning.sweep()
    assert (state(morning, place), morning.place(place.id).why) == ("left", "lapsed")
    assert state(morning, ahead) != "left"


def test_a_dropped_place_is_kept_for_ten_minutes_after_its_turn(morning: Morning):
    place, later = morning.caller(), morning.caller()
    morning.hang_up(place.call_sid)
    morning.desk("ann")
    morning.later(minutes=29)
    assert morning.take("ann").id == later.id  # that was the turn
    morning.later(minutes=9)
    morning.sweep()
    assert state(morning, place) == "dropped"
    morning.later(minutes=2)
    morning.sweep()
    assert state(morning, place) == "left"


def test_a_desk_with_nothing_to_do_is_the_turn_of_those_away(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    morning.desk("ann")
    morning.sweep()
    assert morning.place(place.id).turn_at == morning.now
    morning.later(minutes=29)
    morning.sweep()
    assert state(morning, place) == "dropped"
    morning.later(minutes=2)
    morning.sweep()
    assert state(morning, place) == "left"


def test_a_redial_after_the_turn_is_at_the_head(morning: Morning):
    place, later, last = morning.caller(), morning.caller(), morning.caller()
    morning.hang_up(place.call_sid)
    morning.desk("ann")
    assert morning.take("ann").id == later.id
    morning.later(minutes=9)
    assert morning.position(morning.resume(place, morning.call())) == 1
    assert morning.position(last) == 2


def test_a_caller_who_is_not_moved_within_a_minute_waits_again(morning: Morning):
    place = morning.caller()
    morning.desk("ann")
    morning.take("ann")
    morning.later(seconds=61)
    morning.sweep()
    assert state(morning, place) == "waiting"
    assert morning.position(place) == 1
    assert morning.offer("ann") == place.id  # the desk was ready again, and they are the first


def test_an_agent_who_does_not_answer_their_phone_is_away(morning: Morning):
    morning.desks.ready("ann", "client:ann", morning.now)
    morning.later(seconds=46)
    morning.sweep()
    assert morning.desks.state("ann").state == "away"


def wrapping(morning: Morning):
    """A caller hangs up in talk."""
    place = morning.caller()
    morning.desk("ann")
    morning.talk("ann")
    morning.hang_up(place.call_sid)
    return place


def outcomes(morning: Morning, place) -> list[dict]:
    row = tables.place_event.c
    with morning.database.reading() as look:
        return list(look.scalars(select(row.note).where(row.place_id == place.id, row.kind == "done")))


def test_a_desk_is_ready_again_when_its_wrap_up_is_over(morning: Morning):
    wrapping(morning)
    morning.later(seconds=44)
    morning.sweep()
    assert morning.desks.state("ann").state == "wrap-up"
    morning.later(seconds=1)
    for _twice in range(2):
        morning.sweep()
    assert (morning.desks.state("ann").state, morning.desks.state("ann").why) == ("ready", "wrapped_up")


def test_a_caller_of_whom_nothing_was_written_is_not_lost_and_done_in_the_end(morning: Morning):
    place = wrapping(morning)
    morning.later(minutes=1)
    morning.sweep()
    assert state(morning, place) == "dropped"
    again = morning.resume(place, morning.call())
    assert (again.key, again.state) == (place.key, "waiting")
    morning.talk("ann")
    morning.hang_up(again.call_sid)
    for _each in range(4):
        morning.later(minutes=11)
        morning.sweep()
    assert state(morning, place) == "done"
    assert outcomes(morning, place) == [{"outcome": "none_given"}]


def test_a_wrap_up_lasts_longer_each_time_that_its_agent_asks_up_to_ten_minutes(morning: Morning):
    wrapping(morning)
    ends = morning.desks.state("ann").deadline
    for _twice in range(2):  # one press, sent twice
        morning.desks.extend("ann", ends, morning.now)
    assert morning.desks.state("ann").deadline == ends + timedelta(seconds=45)
    for _each in range(20):
        morning.desks.extend("ann", morning.desks.state("ann").deadline, morning.now)
    assert morning.desks.state("ann").deadline == morning.now + timedelta(minutes=10)
    morning.later(minutes=10)
    morning.sweep()
    assert morning.desks.state("ann").state == "ready"


def test_a_call_whose_end_was_never_told_is_dropped_in_the_end(morning: Morning):
    place = morning.caller()
    morning.later(hours=5)
    morning.sweep()
    assert state(morning, place) == "dropped"


@pytest.mark.parametrize("how", ["waiting", "dropped", "offered", "connecting", "talking"])
def test_nothing_that_is_not_final_is_without_an_end(morning: Morning, how: str):
    place = morning.caller()
    if how != "waiting":
        morning.desk("ann")
    if how == "dropped":
        morning.hang_up(place.call_sid)
    if how == "connecting":
        morning.take("ann")
    if how == "talking":
        morning.talk("ann")
    row, desk = tables.place.c, tables.desk.c
    with morning.database.reading() as look:
        assert look.scalar(select(func.count()).where(row.state.in_(ACTIVE), row.deadline.is_(None))) == 0
        states = ["offered", "connecting", "talking", "wrap-up", "on break"]
        busy = or_(desk.state.in_(states), desk.call_sid.is_(None))
        assert (
            look.scalar(select(func.count()).where(busy, desk.state != "away", desk.deadline.is_(None))) == 0
        )


def test_ended_places_are_forgotten_by_redis_an_hour_later(morning: Morning):
    morning.leave(morning.caller())
    morning.sweep()
    assert morning.redis.hlen("line:{main}:places") == 1
    morning.later(minutes=61)
    morning.sweep(compare=True)
    assert morning.redis.hlen("line:{main}:places") == 0
