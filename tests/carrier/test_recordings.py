"""Recordings leave the traces that Twilio documents."""

from __future__ import annotations

from twilio.rest import Client

from tests.carrier.peer import Peer
from tests.carrier.phones import ANNA, HOTLINE, Carrier


def test_a_dial_is_recorded(carrier: Carrier, peer: Peer) -> None:
    dial = 'record="record-from-answer" recordingStatusCallback="/recorded" action="/after"'
    peer.pages["/voice"] = f"<Response><Dial {dial}><Client>anna</Client></Dial></Response>"
    caller = carrier.dial()
    agent = carrier.rung("client:anna")
    agent.act("answer")
    caller.when("in-progress")
    agent.hang_up()
    (told,) = peer.wait("/recorded")
    assert (told.form["RecordingStatus"], told.form["RecordingSource"]) == ("completed", "DialVerb")
    assert told.form["CallSid"] == caller.sid
    assert peer.wait("/after")[0].form["RecordingUrl"] == told.form["RecordingUrl"]


def test_a_conference_is_recorded(carrier: Carrier, client: Client, peer: Peer) -> None:
    noun = (
        'record="record-from-start" waitUrl="" endConferenceOnExit="true" '
        'recordingStatusCallback="/recorded" recordingStatusCallbackEvent="in-progress completed"'
    )
    peer.pages["/voice"] = f"<Response><Dial><Conference {noun}>talk</Conference></Dial></Response>"
    carrier.dial().when("in-progress")
    client.calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/voice"))
    carrier.rung(ANNA).act("answer")
    peer.wait("/recorded", RecordingStatus="in-progress")
    client.conferences.list(friendly_name="talk", limit=1)[0].update(status="completed")
    (told,) = peer.wait("/recorded", RecordingStatus="completed")
    assert told.form["ConferenceSid"].startswith("CF")


def test_a_call_is_recorded_and_sent_tones(carrier: Carrier, client: Client, peer: Peer) -> None:
    carrier.behave(ANNA, "answer")
    call = client.calls.create(
        to=ANNA, from_=HOTLINE, url=peer.url("/out"), record=True, send_digits="ww12#",
        status_callback=peer.url("/progress"), recording_status_callback=peer.url("/recorded"),
    )  # fmt: skip
    (told,) = peer.wait("/recorded")
    assert told.form["RecordingSource"] == "OutboundAPI"
    assert peer.wait("/progress")[0].form["RecordingSid"] == told.form["RecordingSid"]
    assert carrier.ask("GET", f"/handset/calls/{call.sid}")["heard"] == [{"verb": "Play", "digits": "ww12#"}]
