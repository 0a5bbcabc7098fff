"""A caller and a desk, and one of the two gone."""

import pytest

from booking_core import Outbox
from tests.queueing.morning import Morning


@pytest.fixture
def ann(morning: Morning) -> str:
    """A desk whose phone leg this is."""
    return morning.desk("ann")


def desk(morning: Morning):
    found = morning.desks.state("ann")
    return found.state, found.why


@pytest.mark.usefixtures("ann")
def test_a_caller_who_hangs_up_on_the_way_keeps_the_place_and_the_desk_is_ready(morning: Morning):
    place = morning.caller()
    morning.take("ann")
    morning.hang_up(place.call_sid)
    assert morning.place(place.id).state == "dropped"
    assert desk(morning) == ("ready", "caller_gone")
    assert morning.desks.expects("ann", place.id) is False
    assert morning.desks.connected(place.id, place.call_sid, morning.now) is None


@pytest.mark.usefixtures("ann")
def test_a_caller_lost_in_talk_keeps_the_place_and_the_desk_wraps_up(morning: Morning):
    first, second = morning.caller(), morning.caller()
    place = morning.talk("ann")
    morning.hang_up(place.call_sid)
    assert desk(morning) == ("wrap-up", "caller_gone")
    assert morning.desks.place_of("ann").id == first.id
    resumed = morning.resume(place, again := morning.call())
    assert (resumed.key, resumed.state, morning.position(second)) == (first.key, "serving", 1)
    assert desk(morning) == ("connecting", "caller_is_back")
    assert morning.desks.finish("ann", "lost", "", morning.now) is None  # they are on their way there
    morning.hang_up(again)  # and are lost again before they come there
    assert desk(morning)[0] == "offered"
    assert morning.resume(place, morning.call()).key == first.key
    assert morning.take("ann").id == second.id  # who was offered while they were away


@pytest.mark.usefixtures("ann")
def test_a_caller_who_hung_up_when_all_was_said_is_done_when_the_agent_says_so(morning: Morning):
    morning.caller()
    place = morning.talk("ann")
    morning.hang_up(place.call_sid)
    assert morning.desks.finish("ann", "booked", "", morning.now).state == "done"
    assert "goodbye" not in {errand.kind for errand in Outbox(morning.database).take(morning.now)}
    assert desk(morning)[0] == "ready"


def test_a_desk_lost_in_talk_gives_the_caller_back_to_their_key(morning: Morning, ann: str):
    first, second = morning.caller(), morning.caller()
    place = morning.talk("ann")
    assert morning.desks.leg_down("ann", ann, morning.now).state == "waiting"
    assert desk(morning) == ("away", "leg_down")
    owed = {errand.kind: errand.payload for errand in Outbox(morning.database).take(morning.now)}
    assert owed["back"] == {"place": place.id, "call_sid": place.call_sid}
    assert [morning.position(first), morning.position(second)] == [1, 2]
    assert morning.desks.returned(place.id, place.call_sid, morning.now).state == "waiting"


def test_the_end_of_an_older_desk_leg_says_nothing(morning: Morning, ann: str):
    morning.desks.leg_up("ann", "CAnewer", morning.now)
    assert morning.desks.leg_down("ann", ann, morning.now) is None
    assert desk(morning)[0] == "ready"


@pytest.mark.usefixtures("ann")
def test_a_caller_who_came_back_unserved_stands_where_they_stood(morning: Morning):
    first, second = morning.caller(), morning.caller()
    place = morning.talk("ann")
    morning.desks.returned(place.id, place.call_sid, morning.now)
    assert [morning.position(first), morning.position(second)] == [1, 2]
    assert morning.offer("ann") == first.id


@pytest.mark.usefixtures("ann")
def test_a_caller_who_gives_up_on_the_way_leaves_the_desk_ready(morning: Morning):
    place = morning.caller()
    morning.take("ann")
    assert morning.leave(place).state == "left"
    assert desk(morning) == ("ready", "caller_left")


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(("asked", "then"), [("away", "away"), ("pause", "on break")])
def test_who_leaves_in_talk_leaves_after_the_call(morning: Morning, asked: str, then: str):
    place = morning.caller()
    morning.talk("ann")
    for _twice in range(2):
        getattr(morning.desks, asked)("ann", morning.now)
    assert desk(morning) == ("talking", "afterwards")
    morning.hang_up(place.call_sid)
    assert desk(morning)[0] == "wrap-up"
    morning.desks.finish("ann", "booked", "", morning.now)
    assert desk(morning)[0] == then


@pytest.mark.usefixtures("ann")
def test_a_break_after_the_call_can_be_called_off(morning: Morning):
    place = morning.caller()
    morning.talk("ann")
    morning.desks.pause("ann", morning.now, "lunch")
    morning.desks.ready("ann", "client:ann", morning.now)
    assert morning.desks.state("ann").after is None
    morning.hang_up(place.call_sid)
    morning.later(seconds=46)
    morning.sweep()
    assert desk(morning) == ("ready", "wrapped_up")


@pytest.mark.usefixtures("ann")
def test_a_break_has_its_reason(morning: Morning):
    morning.desks.pause("ann", morning.now, "lunch")
    assert desk(morning) == ("on break", "lunch")
    morning.desks.pause("ann", morning.now, "training")
    assert desk(morning) == ("on break", "training")


def test_a_desk_that_goes_away_hangs_up_its_phone(morning: Morning, ann: str):
    morning.desks.away("ann", morning.now)
    owed = [e.payload for e in Outbox(morning.database).take(morning.now) if e.kind == "hang_up"]
    assert owed == [{"call_sid": ann}]
    assert morning.desks.leg_down("ann", ann, morning.now) is None


def test_an_agent_who_answers_after_the_desk_was_closed_is_hung_up(morning: Morning):
    morning.desks.ready("ann", "client:ann", morning.now)
    morning.desks.away("ann", morning.now)
    morning.desks.leg_up("ann", "CAlate", morning.now)
    assert {"ring_desk", "hang_up"} == {e.kind for e in Outbox(morning.database).take(morning.now)}
    assert morning.desks.state("ann").call_sid is None


@pytest.mark.usefixtures("ann")
def test_a_caller_sent_to_one_desk_is_not_met_by_another(morning: Morning):
    place = morning.caller()
    morning.take("ann")
    assert morning.desks.connected(place.id, place.call_sid, morning.now, agent="bob") is None
    assert morning.desks.connected(place.id, place.call_sid, morning.now, agent="ann") is not None


@pytest.mark.usefixtures("ann")
def test_a_break_keeps_the_phone_up(morning: Morning):
    morning.desks.pause("ann", morning.now)
    assert desk(morning)[0] == "on break"
    morning.desks.ready("ann", "client:ann", morning.now)
    assert morning.desks.state("ann").may_take


def test_the_conference_is_named_for_the_desk(morning: Morning, ann: str):
    assert ann
    assert morning.desks.state("ann").conference == "desk-ann"
