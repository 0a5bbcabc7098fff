"""Every state has an end, and the sweep is there when it comes."""

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


def test_a_desk_that_never_ends_its_wrap_up_is_away(morning: Morning):
    place = morning.caller()
    morning.desk("ann")
    morning.talk("ann")
    morning.hang_up(place.call_sid)
    morning.later(minutes=11)
    morning.sweep()
    assert morning.desks.state("ann").state == "away"
    assert state(morning, place) == "dropped"


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
    morning.sweep()
    assert morning.redis.hlen("line:{main}:places") == 0
