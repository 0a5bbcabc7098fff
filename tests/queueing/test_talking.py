"""What an agent does in talk: each press is once, and what belongs to a talk ends with it."""

import pytest

from booking_core import Outbox
from queueing import DeskNotReady, Place
from tests.queueing.morning import Morning


@pytest.fixture
def place(morning: Morning) -> Place:
    """A place in talk at the desk of ann."""
    morning.caller("+19025550142")
    morning.desk("ann")
    return morning.talk("ann")


def owed(morning: Morning, kind: str) -> list[dict]:
    return [errand.payload for errand in Outbox(morning.database).take(morning.now) if errand.kind == kind]


@pytest.mark.usefixtures("place")
def test_a_hold_is_owed_once_however_often_it_is_pressed(morning: Morning):
    for _twice in range(2):
        assert morning.desks.hold("ann", morning.now, on=True).on_hold
    assert len(owed(morning, "seat")) == 1
    assert not morning.desks.hold("ann", morning.now, on=False).on_hold
    assert len(owed(morning, "seat")) == 1


@pytest.mark.parametrize("how", ["caller", "agent", "finish", "hang up", "back"])
def test_hold_and_mute_end_with_the_talk(morning: Morning, place: Place, how: str):
    morning.desks.hold("ann", morning.now, on=True)
    morning.desks.mute("ann", morning.now, on=True)
    sid = str(place.call_sid)
    ends = {
        "caller": lambda: morning.hang_up(sid),
        "agent": lambda: morning.desks.leg_down("ann", "CAdesk-ann", morning.now),
        "finish": lambda: morning.desks.finish("ann", "booked", "", morning.now),
        "hang up": lambda: morning.desks.hang_up("ann", morning.now),
        "back": lambda: morning.desks.returned(place.id, sid, morning.now),
    }
    ends[how]()
    desk = morning.desks.state("ann")
    assert desk.state != "talking"
    assert (desk.on_hold, desk.muted) == (False, False)


def test_nobody_is_put_on_hold_who_is_not_there(morning: Morning):
    morning.desk("ann")
    for press in (morning.desks.hold, morning.desks.mute):
        with pytest.raises(DeskNotReady, match="nobody is on your line"):
            press("ann", morning.now, on=True)
    with pytest.raises(DeskNotReady):
        morning.desks.hang_up("ann", morning.now)


def test_hanging_up_says_goodbye_once_and_keeps_the_key_for_a_redial(morning: Morning, place: Place):
    for _twice in range(2):
        morning.desks.hang_up("ann", morning.now)
    assert owed(morning, "goodbye") == [{"place": place.id, "call_sid": place.call_sid}]
    assert (morning.desks.state("ann").state, morning.place(place.id).state) == ("wrap-up", "dropped")
    morning.hang_up(str(place.call_sid))  # now the goodbye is over
    again = morning.resume(place, morning.call())
    assert (again.key, again.state) == (place.key, "waiting")


def test_after_hanging_up_the_outcome_is_written_down(morning: Morning, place: Place):
    morning.desks.hang_up("ann", morning.now)
    assert morning.desks.finish("ann", "booked", "", morning.now).state == "done"
    assert morning.place(place.id).state == "done"
    assert morning.desks.state("ann").state == "ready"


def test_a_raised_hand_stays_up_until_it_is_lowered(morning: Morning, place: Place):
    asked = morning.now
    morning.desks.hand("ann", asked, up=True)
    morning.later(seconds=30)
    morning.desks.hand("ann", morning.now, up=True)
    assert morning.desks.state("ann").hand_at == asked
    morning.hang_up(str(place.call_sid))
    morning.desks.pause("ann", morning.now, "lunch")
    morning.desks.finish("ann", "booked", "", morning.now)
    assert (morning.desks.state("ann").why, morning.desks.state("ann").hand_at) == ("lunch", asked)
    for _twice in range(2):
        assert morning.desks.hand("ann", morning.now, up=False).hand_at is None
    assert morning.desks.state("ann").why == "lunch"
