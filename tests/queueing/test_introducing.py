"""A warm hand-over: a colleague comes into the talk, and whoever of the two stays last has the caller."""

import pytest

from booking_core import Outbox
from queueing import Desk, DeskNotReady, Place
from tests.queueing.morning import Morning


@pytest.fixture
def place(morning: Morning) -> Place:
    """A place in talk at the desk of ann, while bob's desk is free."""
    morning.caller("+19025550142")
    morning.desk("ann")
    talk = morning.talk("ann")
    morning.desk("bob")
    return talk


def owed(morning: Morning, kind: str) -> list[dict]:
    return [
        errand.payload for errand in Outbox(morning.database).take(morning.now, 99) if errand.kind == kind
    ]


def desk(morning: Morning, agent: str) -> Desk:
    found = morning.desks.state(agent)
    assert found is not None
    return found


def come(morning: Morning) -> None:
    """Let bob take the introduction, and his telephone come into the talk."""
    morning.desks.introduce("ann", "bob", "wants Yarmouth", morning.now)
    assert morning.take("bob") is not None
    morning.desks.seated("bob", "CAdesk-bob", morning.now)


def test_a_colleague_takes_the_introduction_and_the_caller_stays_and_hears_music(
    morning: Morning, place: Place
):
    for _twice in range(2):
        assert morning.desks.introduce("ann", "bob", "wants Yarmouth", morning.now).state == "offered"
    assert morning.offer("bob") == place.id
    assert not desk(morning, "ann").on_hold  # the talk goes on until somebody comes
    for _twice in range(2):
        assert morning.take("bob").id == place.id
    assert desk(morning, "bob").state == "connecting"
    assert (desk(morning, "ann").state, desk(morning, "ann").on_hold) == ("talking", True)
    assert [each["agent"] for each in owed(morning, "sit")] == ["bob"]
    seat = morning.desks.seated("bob", "CAdesk-bob", morning.now)
    assert (seat.room, seat.ends) == ("desk-ann", False)
    assert morning.desks.seated("ann", "CAdesk-ann", morning.now).ends is False
    assert (desk(morning, "bob").state, desk(morning, "bob").place_id) == ("introduced", None)
    assert morning.place(place.id).agent == "ann"
    assert morning.desks.heard_of("bob").id == place.id


def test_the_first_agent_leaves_and_key_note_and_guest_go_along(morning: Morning, place: Place):
    attempt = morning.desks.invite("ann", "+19025550177", morning.now).guest["attempt"]
    morning.desks.guest_rung("ann", attempt, "CAguest", morning.now)
    come(morning)
    morning.desks.complete("ann", morning.now)
    assert morning.desks.complete("ann", morning.now) is None
    ann, bob, after = desk(morning, "ann"), desk(morning, "bob"), morning.place(place.id)
    assert (ann.state, ann.place_id, ann.conference == "desk-ann") == ("wrap-up", None, False)
    assert (bob.state, bob.place_id, bob.conference, bob.on_hold) == ("talking", place.id, "desk-ann", False)
    assert (after.key, after.state, after.agent) == (place.key, "serving", "bob")
    assert {each["agent"]: each.get("leaves") for each in owed(morning, "sit")} == {
        "bob": None,
        "ann": "desk-ann",
    }
    assert owed(morning, "hang_up") == []
    morning.desks.guest_answered("ann", attempt, morning.now)
    assert desk(morning, "bob").guest["is_up"]
    morning.desks.guest_gone("ann", attempt, morning.now)
    assert desk(morning, "bob").guest is None
    assert morning.desks.seated("bob", "CAdesk-bob", morning.now).ends
    assert morning.desks.finish("bob", "booked", "", morning.now).state == "done"


def test_nobody_leaves_before_the_colleague_is_there(morning: Morning, place: Place):
    with pytest.raises(DeskNotReady, match="not in the call yet"):
        morning.desks.complete("ann", morning.now)
    morning.desks.introduce("ann", "bob", "", morning.now)
    morning.take("bob")
    with pytest.raises(DeskNotReady, match="the caller is still with you"):
        morning.desks.complete("ann", morning.now)
    assert morning.place(place.id).agent == "ann"


@pytest.mark.parametrize("who", ["ann", "bob"])
def test_whoever_ends_the_introduction_the_caller_stays_with_the_first(
    morning: Morning, place: Place, who: str
):
    come(morning)
    for _twice in range(2):
        morning.desks.part(who, morning.now)
    ann, bob = desk(morning, "ann"), desk(morning, "bob")
    assert (ann.state, ann.place_id, ann.on_hold) == ("talking", place.id, who == "bob")
    assert (bob.state, bob.passed_by, bob.conference) == ("ready", None, "desk-bob")
    assert {each["agent"] for each in owed(morning, "sit")} == {"ann", "bob"}
    assert morning.desks.seated("ann", "CAdesk-ann", morning.now).ends


def test_a_colleague_who_does_not_come_leaves_the_caller_with_the_first(morning: Morning, place: Place):
    morning.desks.introduce("ann", "bob", "", morning.now)
    morning.later(seconds=21)
    morning.sweep()
    assert (desk(morning, "bob").state, desk(morning, "ann").state) == ("away", "talking")
    morning.desk("bob")
    morning.desks.introduce("ann", "bob", "", morning.now)
    morning.take("bob")
    morning.later(seconds=61)  # and now his telephone does not come into the talk
    morning.sweep()
    assert (desk(morning, "bob").state, desk(morning, "ann").place_id) == ("ready", place.id)


def test_a_colleague_whose_telephone_is_lost_leaves_the_caller_with_the_first(morning: Morning, place: Place):
    come(morning)
    morning.desks.leg_down("bob", "CAdesk-bob", morning.now)
    assert (desk(morning, "bob").state, desk(morning, "ann").place_id) == ("away", place.id)
    assert morning.place(place.id).state == "serving"
    assert "ann" in {each["agent"] for each in owed(morning, "sit")}


def test_the_colleague_has_the_caller_where_the_first_is_lost_and_their_key_where_both_are(
    morning: Morning, place: Place
):
    come(morning)
    morning.desks.leg_down("ann", "CAdesk-ann", morning.now)
    assert (desk(morning, "ann").state, desk(morning, "bob").place_id) == ("away", place.id)
    assert (morning.place(place.id).state, morning.place(place.id).agent) == ("serving", "bob")
    morning.desks.leg_down("bob", "CAdesk-bob", morning.now)
    after = morning.place(place.id)
    assert (after.state, after.key) == ("waiting", place.key)
    assert [each["call_sid"] for each in owed(morning, "back")] == [place.call_sid]


@pytest.mark.parametrize("how", ["caller", "finish", "hang up", "pass on"])
def test_the_introduction_ends_with_the_talk(morning: Morning, place: Place, how: str):
    come(morning)
    ends = {
        "caller": lambda: morning.hang_up(str(place.call_sid)),
        "finish": lambda: morning.desks.finish("ann", "booked", "", morning.now),
        "hang up": lambda: morning.desks.hang_up("ann", morning.now),
        "pass on": lambda: morning.desks.pass_on("ann", "fr", "", "", morning.now),
    }
    ends[how]()
    assert desk(morning, "bob").state in {"ready", "offered"}
    assert "bob" in {each["agent"] for each in owed(morning, "sit")}


def test_what_a_colleague_asked_for_after_the_call_is_so_after_the_introduction(
    morning: Morning, place: Place
):
    come(morning)
    morning.desks.pause("bob", morning.now, "lunch")
    assert desk(morning, "bob").state == "introduced"
    morning.hang_up(str(place.call_sid))
    assert (desk(morning, "bob").state, desk(morning, "bob").why) == ("on break", "lunch")


def test_one_colleague_at_a_time_is_introduced(morning: Morning, place: Place):
    morning.desk("cleo")
    come(morning)
    for offer in (morning.desks.introduce, morning.desks.hand_over):
        with pytest.raises(DeskNotReady, match="colleague is in the call already"):
            offer("ann", "cleo", "", morning.now)
    assert morning.place(place.id).agent == "ann"


def test_a_caller_is_introduced_further_from_the_conference_that_came_along(morning: Morning, place: Place):
    come(morning)
    morning.desks.complete("ann", morning.now)
    morning.later(seconds=46)
    morning.sweep()
    assert desk(morning, "ann").state == "ready"
    morning.desks.introduce("bob", "ann", "", morning.now)
    assert morning.take("ann").id == place.id
    assert morning.desks.seated("ann", "CAdesk-ann", morning.now).room == "desk-ann"
    morning.desks.complete("bob", morning.now)
    rooms = {desk(morning, agent).conference for agent in ("ann", "bob")}
    assert len(rooms) == 2
    assert desk(morning, "ann").conference == "desk-ann"
