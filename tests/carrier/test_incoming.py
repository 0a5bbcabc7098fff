"""A person calls the hotline."""

from __future__ import annotations

from tests.carrier.peer import Peer, Reply
from tests.carrier.phones import ANNA, HOTLINE, Carrier

MENU = (
    '<Response><Gather numDigits="1" action="/chosen"><Say>Press 1.</Say></Gather>'
    "<Say>Silence.</Say></Response>"
)


def test_a_call_hears_what_the_webhook_says_and_ends(carrier: Carrier, peer: Peer) -> None:
    say = '<Say voice="woman" language="fr-CA">Bonjour</Say>'
    peer.pages["/voice"] = f'<Response>{say}<Pause length="2"/></Response>'
    line = carrier.dial()
    row = line.when("completed")
    assert row["heard"] == [
        {"verb": "Say", "text": "Bonjour", "language": "fr-CA", "voice": "woman"},
        {"verb": "Pause", "length": 2},
    ]
    first = peer.at("/voice")[0]
    assert first.signed
    assert first.form["CallStatus"] == "ringing"
    assert (first.form["From"], first.form["To"], first.form["Direction"]) == (ANNA, HOTLINE, "inbound")
    assert first.form["CallerCity"] == ""
    assert carrier.notices() == []


def test_the_end_of_a_call_is_told_to_the_number(carrier: Carrier, peer: Peer) -> None:
    line = carrier.dial()
    (told,) = peer.wait("/voice/status", CallStatus="completed")
    assert told.signed
    assert told.form["CallSid"] == line.sid
    assert told.form["CallDuration"] == "0"


def test_a_key_is_taken_and_the_next_document_follows(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = MENU
    peer.pages["/chosen"] = lambda asked: f"<Response><Say>{asked.form['Digits']}</Say><Hangup/></Response>"
    line = carrier.dial().waits()
    assert line.press("1")["waiting_for_keys"] is False
    assert line.when("completed")["heard"][-1]["text"] == "1"
    chosen = peer.at("/chosen")[0].form
    assert (chosen["FinishedOnKey"], chosen["CallStatus"]) == ("", "in-progress")
    assert "CallToken" not in chosen


def test_silence_falls_through(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = MENU
    line = carrier.dial().waits()
    line.press("")
    line.when("completed")
    assert line.heard() == ["Press 1.", "Silence."]


def test_a_caller_who_hangs_up_ends_the_call(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = MENU
    line = carrier.dial().waits()
    assert line.hang_up()["status"] == "completed"
    peer.wait("/voice/status", CallStatus="completed")
    assert carrier.calls_at(ANNA) == []


def test_a_redirect_goes_on_elsewhere(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Redirect method="GET">there?a=1</Redirect><Say>never</Say></Response>'
    peer.pages["/there"] = "<Response><Say>Here</Say></Response>"
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == ["Here"]
    assert peer.at("/there")[0].method == "GET"
    assert peer.at("/there")[0].signed


def test_a_rejected_call_is_never_answered(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Reject reason="busy"/></Response>'
    assert carrier.dial().when("busy")["heard"] == []


def test_a_broken_webhook_goes_to_the_fallback(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = Reply("broken", 500)
    peer.pages["/voice/fallback"] = "<Response><Say>Please stay.</Say></Response>"
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == ["Please stay."]
    asked = peer.at("/voice/fallback")[0].form
    assert (asked["ErrorCode"], asked["ErrorUrl"]) == ("11200", peer.url("/voice"))
    assert carrier.notices() == [11200]
