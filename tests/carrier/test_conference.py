"""Conferences: who is in them, what is heard, and what is told."""

from __future__ import annotations

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.carrier.peer import Asked, Peer, until
from tests.carrier.phones import ANNA, BEN, HOTLINE, Carrier, Line

EVENTS = 'statusCallback="/room" statusCallbackEvent="start end join leave mute hold modify announcement"'
DESK = f'endConferenceOnExit="true" beep="false" waitUrl="" {EVENTS}'
CALLER = 'startConferenceOnEnter="false" beep="false" waitUrl="/wait"'


@pytest.fixture
def room(peer: Peer) -> Peer:
    """An application whose documents put the agent, then the caller, into one room."""
    for path, attributes in (("/desk", DESK), ("/voice", CALLER)):
        conference = f"<Conference {attributes}>desk</Conference>"
        peer.pages[path] = f'<Response><Dial action="/after">{conference}</Dial></Response>'
    peer.pages["/wait"] = "<Response><Say>Wait</Say></Response>"
    peer.pages["/after"] = '<Response><Gather timeout="60"><Say>After</Say></Gather></Response>'
    return peer


def seat_agent(carrier: Carrier, client: Client, peer: Peer) -> Line:
    client.calls.create(to="client:anna", from_=HOTLINE, url=peer.url("/desk"))
    agent = carrier.rung("client:anna")
    agent.act("answer")
    peer.wait("/room", StatusCallbackEvent="participant-join")
    return agent


def events(peer: Peer) -> list[str]:
    return [one.form["StatusCallbackEvent"] for one in peer.at("/room")]


def test_a_talk_from_start_to_end(carrier: Carrier, client: Client, room: Peer) -> None:
    agent = seat_agent(carrier, client, room)
    caller = carrier.dial()
    (started,) = room.wait("/room", StatusCallbackEvent="conference-start")
    (conference,) = client.conferences.list(friendly_name="desk", status="in-progress")
    assert started.signed
    assert started.form["ConferenceSid"] == conference.sid
    seats = conference.participants.list()
    assert [(seat.call_sid, seat.status) for seat in seats] == [
        (agent.sid, "connected"), (caller.sid, "connected"),
    ]  # fmt: skip
    agent.hang_up()
    (ended,) = room.wait("/room", StatusCallbackEvent="conference-end")
    assert events(room) == [
        "participant-join", "participant-join", "conference-start",
        "participant-leave", "participant-leave", "conference-end",
    ]  # fmt: skip
    assert [one.form["SequenceNumber"] for one in room.at("/room")] == ["1", "2", "3", "4", "5", "6"]
    assert ended.form["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert ended.form["CallSidEndingConference"] == agent.sid
    left = [one.form["ReasonParticipantLeft"] for one in room.at("/room")[3:5]]
    assert left == ["participant_hung_up", "moderator_ended_conference"]
    caller.waits()
    after = room.wait("/after", CallSid=caller.sid)[0].form
    assert after["DialCallStatus"] == "answered"
    assert "DialCallSid" not in after
    assert client.conferences(conference.sid).fetch().reason_conference_ended == (
        "participant-with-end-conference-on-exit-left"
    )
    assert carrier.notices() == []


def test_who_waits_hears_the_wait_once(carrier: Carrier, room: Peer) -> None:
    caller = carrier.dial()
    until(lambda: caller.heard() == ["Wait"])
    assert room.at("/wait")[0].form["CallStatus"] == "in-progress"
    assert caller.hang_up()["status"] == "completed"
    assert len(room.at("/wait")) == 1


def test_a_wait_may_go_round(carrier: Carrier, room: Peer) -> None:
    def wait(asked: Asked) -> str:
        turn = int(asked.form.get("Turn", "0")) + len(room.at("/wait"))
        onward = "<Redirect>/wait</Redirect>" if turn < 3 else ""
        return f"<Response><Say>{turn}</Say>{onward}</Response>"

    room.pages["/wait"] = wait
    caller = carrier.dial()
    until(lambda: caller.heard() == ["1", "2", "3"])


def test_without_a_wait_there_is_music(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Dial><Conference>alone</Conference></Dial></Response>"
    caller = carrier.dial()
    until(lambda: [row["verb"] for row in caller.look()["heard"]] == ["Dial", "Play"])
    assert "com.twilio.music" in caller.look()["heard"][-1]["url"]


def test_a_gather_in_the_wait_is_an_error(carrier: Carrier, room: Peer) -> None:
    room.pages["/wait"] = "<Response><Gather/></Response>"
    carrier.dial()
    room.wait("/voice/fallback", ErrorCode="13238")


def test_a_caller_is_moved_in_and_out(carrier: Carrier, client: Client, room: Peer) -> None:
    seat_agent(carrier, client, room)
    room.pages["/into"], room.pages["/voice"] = room.pages["/voice"], room.pages["/after"]
    caller = carrier.dial().waits()
    client.calls(caller.sid).update(url=room.url("/into"))
    room.wait("/room", StatusCallbackEvent="conference-start")
    client.calls(caller.sid).update(url=room.url("/voice"))
    (left,) = room.wait("/room", StatusCallbackEvent="participant-leave")
    assert left.form["ReasonParticipantLeft"] == "participant_updated_via_api"
    caller.waits()
    assert room.at("/after") == []
    (conference,) = client.conferences.list(status="in-progress")
    assert len(conference.participants.list()) == 1


def test_mute_hold_and_modify_are_told(carrier: Carrier, client: Client, room: Peer) -> None:
    room.pages["/music"] = "<Response><Say>Music</Say></Response>"
    agent = seat_agent(carrier, client, room)
    caller = carrier.dial()
    room.wait("/room", StatusCallbackEvent="conference-start")
    (conference,) = client.conferences.list(status="in-progress")
    seat = conference.participants.list()[1]
    assert seat.update(muted=True).muted is True
    assert seat.update(hold=True, hold_url=room.url("/music")).hold is True
    until(lambda: "Music" in caller.heard())
    assert room.at("/music")[0].method == "GET"
    assert [one.call_sid for one in client.conferences(conference.sid).participants.list(hold=True)] == [
        caller.sid
    ]
    seat.update(hold=False, muted=False)
    client.conferences("desk").participants(agent.sid).update(end_conference_on_exit=False)
    room.wait("/room", StatusCallbackEvent="participant-modify")
    agent.hang_up()
    room.wait("/room", StatusCallbackEvent="participant-leave")
    assert events(room)[3:] == [
        "participant-mute", "participant-hold", "participant-unmute", "participant-unhold",
        "participant-modify", "participant-leave",
    ]  # fmt: skip
    assert caller.look()["conference_sid"] == conference.sid


def test_a_participant_is_kicked_and_goes_on(carrier: Carrier, client: Client, room: Peer) -> None:
    seat_agent(carrier, client, room)
    caller = carrier.dial()
    room.wait("/room", StatusCallbackEvent="conference-start")
    assert client.conferences("desk").participants(caller.sid).delete()
    caller.waits()
    with pytest.raises(TwilioRestException) as gone:
        client.conferences("desk").participants(caller.sid).fetch()
    assert gone.value.code == 20404


def test_a_conference_is_ended_and_its_name_is_free(carrier: Carrier, client: Client, room: Peer) -> None:
    seat_agent(carrier, client, room)
    carrier.dial()
    room.wait("/room", StatusCallbackEvent="conference-start")
    (conference,) = client.conferences.list(friendly_name="desk", status="in-progress")
    assert conference.update(status="completed").status == "completed"
    (ended,) = room.wait("/room", StatusCallbackEvent="conference-end")
    assert ended.form["ReasonConferenceEnded"] == "conference-ended-via-api"
    carrier.dial(BEN)
    until(lambda: client.conferences.list(friendly_name="desk", status="init"))


def test_an_announcement_is_heard_by_all(carrier: Carrier, client: Client, room: Peer) -> None:
    room.pages["/news"] = "<Response><Say>News</Say></Response>"
    agent = seat_agent(carrier, client, room)
    caller = carrier.dial()
    room.wait("/room", StatusCallbackEvent="conference-start")
    (conference,) = client.conferences.list(status="in-progress")
    conference.update(announce_url=room.url("/news"))
    until(lambda: "News" in caller.heard() and "News" in agent.heard())
    room.wait("/room", 2, StatusCallbackEvent="announcement-end")


def test_somebody_is_rung_into_a_conference(carrier: Carrier, client: Client, room: Peer) -> None:
    seat = client.conferences("party").participants.create(
        to=ANNA, from_=HOTLINE, label="guest", end_conference_on_exit=True, status_callback=room.url("/leg"),
        status_callback_event=["ringing", "answered"], wait_url="",
    )  # fmt: skip
    assert (seat.status, seat.label) == ("queued", "guest")
    guest = carrier.rung(ANNA)
    assert guest.sid == seat.call_sid
    assert client.conferences("party").participants("guest").fetch().status == "ringing"
    guest.act("answer")
    room.wait("/leg", 2)
    until(client.conferences("party").participants.list)
    assert client.conferences("party").participants("guest").fetch().status == "connected"
    with pytest.raises(TwilioRestException) as refused:
        client.conferences("party").participants.create(to=BEN, from_=HOTLINE, label="guest")
    assert refused.value.code == 16026
    guest.hang_up()
    (over,) = client.conferences.list(friendly_name="party", limit=1)
    with pytest.raises(TwilioRestException) as refused:
        client.conferences(over.sid).participants.create(to=BEN, from_=HOTLINE)
    assert refused.value.code == 16022


def test_a_full_room_and_a_label_in_use_go_on_to_the_next_verb(carrier: Carrier, peer: Peer) -> None:
    inside = '<Conference maxParticipants="2" waitUrl="" participantLabel="one">full</Conference>'
    peer.pages["/voice"] = f"<Response><Dial>{inside}</Dial><Say>Next</Say></Response>"
    carrier.dial().when("in-progress")
    peer.wait("/voice")
    second = carrier.dial(BEN)
    second.when("completed")
    assert second.heard() == ["Next"]
    assert carrier.notices() == [16025]
