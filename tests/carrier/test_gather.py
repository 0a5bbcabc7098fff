"""Gather, after the rules that Twilio documents and the cases that Somleng collected."""

from __future__ import annotations

import pytest

from tests.carrier.peer import Peer, until
from tests.carrier.phones import Carrier, Line


def gathering(carrier: Carrier, peer: Peer, attributes: str, prompt: str = "<Say>Type.</Say>") -> Line:
    peer.pages["/voice"] = (
        f'<Response><Gather action="/typed" {attributes}>{prompt}</Gather><Say>Nothing.</Say></Response>'
    )
    peer.pages["/typed"] = lambda asked: f"<Response><Say>Typed {asked.form.get('Digits')}</Say></Response>"
    return carrier.dial().waits()


@pytest.mark.parametrize(
    ("attributes", "keys", "digits", "finished"),
    [
        ("", "123#", "123", "#"),
        ('finishOnKey="*"', "12#3*", "12#3", "*"),
        ('numDigits="3"', "1234", "123", ""),
        ('numDigits="3"', "12#", "12", "#"),
        ('finishOnKey="" numDigits="3"', "1#*", "1#*", ""),
        ('numDigits="1"', "*", "*", ""),
    ],
)
def test_what_ends_an_entry(
    carrier: Carrier, peer: Peer, attributes: str, keys: str, digits: str, finished: str
) -> None:
    line = gathering(carrier, peer, attributes)
    line.press(keys)
    line.when("completed")
    form = peer.at("/typed")[0].form
    assert (form["Digits"], form["FinishedOnKey"], form["msg"]) == (digits, finished, "Gather End")
    assert line.heard() == ["Type.", f"Typed {digits}"]


def test_the_finish_key_before_any_digit_is_no_input(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, "")
    line.press("#")
    line.when("completed")
    assert line.heard() == ["Type.", "Nothing."]
    assert peer.at("/typed") == []


def test_an_empty_result_is_told_where_it_is_asked_for(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, 'actionOnEmptyResult="true"')
    line.press("")
    line.when("completed")
    assert peer.at("/typed")[0].form["Digits"] == ""


def test_silence_after_some_keys_ends_the_entry(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, "")
    line.press("12")
    assert line.look()["waiting_for_keys"] is True
    line.press("")
    line.when("completed")
    assert peer.at("/typed")[0].form["Digits"] == "12"


def test_the_timeout_is_a_timeout(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, 'timeout="1"')
    line.press("7")
    line.when("completed")
    assert peer.at("/typed")[0].form["Digits"] == "7"


def test_without_an_action_the_same_document_is_asked(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = lambda asked: (
        "<Response><Say>Same</Say></Response>" if "Digits" in asked.form
        else '<Response><Gather numDigits="1"/></Response>'
    )  # fmt: skip
    line = carrier.dial().waits()
    line.press("4")
    line.when("completed")
    assert [one.form.get("Digits") for one in peer.at("/voice")] == [None, "4"]


def test_an_action_may_be_a_get(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, 'method="GET" numDigits="1"')
    line.press("1")
    line.when("completed")
    (typed,) = peer.at("/typed")
    assert (typed.method, typed.form["Digits"], typed.signed) == ("GET", "1", True)


def test_a_key_that_nobody_waits_for_is_lost(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Dial><Client>anna</Client></Dial></Response>"
    line = carrier.dial()
    carrier.rung("client:anna")
    assert line.press("5")["taken"] is False


def test_keys_after_the_entry_are_lost(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/typed"] = '<Response><Gather numDigits="1"/><Say>None</Say></Response>'
    peer.pages["/voice"] = '<Response><Gather numDigits="1" action="/typed"/></Response>'
    line = carrier.dial().waits()
    line.press("19")
    line.waits().press("")
    line.when("completed")
    assert line.heard() == ["None"]


def test_speech_is_heard_where_it_is_listened_for(carrier: Carrier, peer: Peer) -> None:
    line = gathering(carrier, peer, 'input="speech dtmf" language="fr-CA" partialResultCallback="/partial"')
    sid = line.sid
    carrier.ask("POST", f"/handset/calls/{sid}/speech", {"text": "oui je", "partial": True})
    carrier.ask("POST", f"/handset/calls/{sid}/speech", {"text": "oui je veux"})
    line.when("completed")
    form = peer.at("/typed")[0].form
    assert (form["SpeechResult"], form["Language"]) == ("oui je veux", "fr-CA")
    assert peer.wait("/partial")[0].form["UnstableSpeechResult"] == "oui je"


def test_keys_are_not_taken_where_only_speech_is(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Gather input="speech"><Say>Speak.</Say></Gather></Response>'
    line = carrier.dial()
    until(lambda: line.heard() == ["Speak."])
    assert line.look()["waiting_for_keys"] is False
    assert line.press("1")["taken"] is False
    line.press("")
    line.when("completed")
