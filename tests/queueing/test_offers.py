"""An offer: twenty seconds to take it, and nobody is lost whatever becomes of it."""

import pytest
from sqlalchemy import select

from booking_core import Outbox
from queueing import DeskNotReady, Place, tables
from tests.queueing.morning import Morning


@pytest.fixture
def place(morning: Morning) -> Place:
    """Somebody who is offered to ann's desk."""
    morning.desk("ann")
    place = morning.caller()
    assert morning.offer("ann") == place.id
    return place


def history(morning: Morning) -> list[tuple[str, str, str]]:
    row = tables.desk_event.c
    with morning.database.reading() as look:
        rows = look.execute(select(row.agent, row.state, row.why).order_by(row.id)).all()
    return [tuple(each) for each in rows if each.why not in {"ringing", "leg_up"}]


def owed(morning: Morning) -> list[str]:
    return [errand.kind for errand in Outbox(morning.database).take(morning.now)]


def desk(morning: Morning, agent: str = "ann") -> tuple[str, str]:
    found = morning.desks.state(agent)
    return found.state, found.why


def test_an_offered_place_waits_as_before(morning: Morning, place: Place):
    assert morning.place(place.id) == place
    assert morning.desks.state("ann").place_id == place.id
    assert morning.desks.place_of("ann") is None
    assert owed(morning) == ["ring_desk"]
    assert morning.desks.expects("ann", place.id) is False


def test_taking_it_in_time_connects(morning: Morning, place: Place):
    morning.later(seconds=19)
    taken = morning.take("ann")
    assert (taken.id, taken.state, taken.agent) == (place.id, "serving", "ann")
    assert morning.take("ann") == taken
    assert owed(morning) == ["ring_desk", "connect"]
    assert morning.desks.expects("ann", place.id)
    assert history(morning) == [("ann", "offered", "offered"), ("ann", "connecting", "taken")]


def test_a_desk_that_does_not_take_it_is_away_and_the_next_is_tried_in_the_same_sweep(
    morning: Morning, place: Place
):
    morning.later(seconds=10)
    morning.desk("bob")
    morning.later(seconds=9)
    morning.sweep()
    assert morning.offer("ann") == place.id
    morning.later(seconds=1)
    morning.sweep()
    assert desk(morning) == ("away", "missed")
    assert morning.offer("bob") == place.id
    assert morning.place(place.id) == place
    assert morning.position(place) == 1
    assert owed(morning) == ["ring_desk", "ring_desk", "hang_up"]


def test_two_clocks_end_it_once(morning: Morning, place: Place):
    morning.later(seconds=20)
    for _ in range(2):
        morning.sweep()
    assert history(morning) == [("ann", "offered", "offered"), ("ann", "away", "missed")]
    assert morning.position(place) == 1


def test_whoever_nobody_took_is_the_first_for_the_next_desk(morning: Morning, place: Place):
    later = morning.caller()
    morning.later(seconds=20)
    morning.sweep()
    morning.desk("bob")
    assert morning.offer("bob") == place.id
    assert morning.take("bob").key < later.key


def test_pressed_too_late_but_before_the_clock_it_still_counts(morning: Morning, place: Place):
    morning.later(seconds=25)
    assert morning.take("ann").id == place.id
    morning.sweep()
    assert desk(morning) == ("connecting", "taken")


def test_pressed_after_the_clock_it_is_refused_in_words(morning: Morning, place: Place):
    morning.later(seconds=20)
    morning.sweep()
    with pytest.raises(DeskNotReady, match="away"):
        morning.take("ann")
    assert morning.position(place) == 1


@pytest.mark.parametrize("how", ["away", "pause", "phone down"])
def test_an_agent_who_goes_instead_leaves_it_to_the_next(morning: Morning, place: Place, how: str):
    morning.desk("bob")
    if how == "phone down":
        morning.desks.leg_down("ann", "CAdesk-ann", morning.now)
    else:
        getattr(morning.desks, how)("ann", morning.now)
    assert morning.offer("ann") is None
    assert morning.offer("bob") == place.id
    assert morning.place(place.id) == place


def test_a_caller_who_hangs_up_meanwhile_leaves_the_desk_ready(morning: Morning, place: Place):
    morning.hang_up(place.call_sid)
    assert desk(morning) == ("ready", "withdrawn")
    morning.later(seconds=21)
    morning.sweep()
    assert desk(morning) == ("ready", "withdrawn")
    assert morning.take("ann") is None


def test_a_caller_who_leaves_meanwhile_makes_room_for_the_next(morning: Morning, place: Place):
    next_one = morning.caller()
    morning.leave(place)
    assert morning.offer("ann") == next_one.id


def test_a_caller_who_goes_on_at_another_telephone_is_connected_there(morning: Morning, place: Place):
    again = morning.call()
    morning.resume(place, again)
    assert morning.offer("ann") == place.id
    assert morning.take("ann").call_sid == again
    errands = {errand.kind: errand.payload for errand in Outbox(morning.database).take(morning.now)}
    assert errands["connect"]["call_sid"] == again


def test_an_offer_outlives_redis(morning: Morning, place: Place):
    morning.redis.flushall()
    assert morning.position(place) == 1
    morning.desk("bob")
    assert morning.offer("bob") is None
    assert morning.take("ann").id == place.id


def test_an_offer_whose_time_ran_out_while_redis_was_empty_is_made_anew(morning: Morning, place: Place):
    morning.desk("bob")
    morning.redis.flushall()
    morning.later(seconds=20)
    morning.sweep()
    assert desk(morning) == ("away", "missed")
    assert morning.offer("bob") == place.id


def test_another_phone_of_the_agent_does_not_lengthen_an_offer(morning: Morning, place: Place):
    morning.later(seconds=15)
    morning.desks.leg_up("ann", "CAnewer", morning.now)
    morning.later(seconds=5)
    morning.sweep()
    assert desk(morning) == ("away", "missed")
    assert morning.position(place) == 1


def test_ready_again_after_a_missed_one_is_an_offer_again(morning: Morning, place: Place):
    morning.later(seconds=20)
    morning.sweep()
    morning.desk("ann")
    assert morning.offer("ann") == place.id
