"""The desk's telephone is rung anew between two calls, before the carrier ends its call after four hours."""

import pytest

from queueing import Desk
from tests.queueing.morning import Morning
from tests.queueing.owed import errands


@pytest.fixture
def ann(morning: Morning) -> str:
    """The sid of the telephone of a desk that has been open since the morning."""
    return morning.desk("ann")


def desk(morning: Morning) -> Desk:
    found = morning.desks.state("ann")
    assert found is not None
    return found


def test_an_idle_desk_is_rung_anew_after_three_and_a_half_hours_once(morning: Morning, ann: str):
    errands(morning, "ring_desk")
    morning.later(hours=3, minutes=29)
    morning.sweep()
    assert desk(morning).call_sid == ann
    morning.later(minutes=1)
    for _twice in range(2):
        morning.sweep()
    there = desk(morning)
    assert (there.state, there.why, there.call_sid, there.rings) == ("ready", "renewed", None, 2)
    (owed,) = errands(morning, "ring_desk")
    assert owed == {"agent": "ann", "endpoint": "client:ann", "attempt": 2, "instead_of": ann}
    morning.desks.leg_down("ann", ann, morning.now, was_up=True)  # the word of the old call's end
    assert desk(morning).state == "ready"
    morning.desks.leg_up("ann", "CAnew", morning.now)
    morning.later(hours=3)
    morning.sweep()
    assert desk(morning).call_sid == "CAnew"
    assert desk(morning).may_take


def test_a_caller_waits_for_the_new_telephone_and_their_talk_is_never_cut(morning: Morning, ann: str):
    morning.later(hours=3, minutes=20)
    first = morning.caller("+19025550142")
    morning.talk("ann")
    morning.later(minutes=20)
    morning.sweep()
    assert (desk(morning).state, desk(morning).call_sid) == ("talking", ann)
    second = morning.caller("+19025550143")
    morning.hang_up(str(first.call_sid))
    morning.sweep()
    assert (desk(morning).state, desk(morning).call_sid) == ("wrap-up", ann)
    morning.desks.finish("ann", "booked", "", morning.now)
    assert (desk(morning).why, desk(morning).call_sid) == ("renewed", None)
    assert morning.place(second.id).state == "waiting"
    morning.desks.leg_up("ann", "CAnew", morning.now)
    assert morning.offer("ann") == second.id


def test_an_agent_on_break_is_not_rung_until_they_come_back(morning: Morning, ann: str):
    morning.later(hours=3)
    morning.desks.pause("ann", morning.now, "lunch")
    errands(morning, "ring_desk")
    morning.later(minutes=31)
    morning.sweep()
    there = desk(morning)
    assert (there.state, there.why, there.call_sid) == ("on break", "lunch", None)
    assert errands(morning, "hang_up") == [{"call_sid": ann}]
    morning.desks.ready("ann", "client:ann", morning.now)
    assert [each["attempt"] for each in errands(morning, "ring_desk")] == [2]


def test_a_new_call_that_is_not_answered_lets_the_desk_be_away(morning: Morning, ann: str):
    assert ann
    morning.later(hours=3, minutes=30)
    morning.sweep()
    morning.later(seconds=46)
    morning.sweep()
    assert desk(morning).state == "away"
