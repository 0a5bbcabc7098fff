"""Dial to telephones and browser phones."""

from __future__ import annotations

import pytest
from twilio.rest import Client

from tests.carrier.peer import Peer, until
from tests.carrier.phones import ANNA, BEN, HOTLINE, Carrier, Line

TALK = '<Response><Gather timeout="60"><Say>Talk</Say></Gather></Response>'


def dialling(carrier: Carrier, peer: Peer, inside: str, attributes: str = 'action="/after"') -> Line:
    peer.pages["/voice"] = f"<Response><Dial {attributes}>{inside}</Dial><Say>Next</Say></Response>"
    peer.pages["/after"] = "<Response><Say>After</Say></Response>"
    return carrier.dial()


def test_a_browser_phone_is_put_through(carrier: Carrier, peer: Peer) -> None:
    caller = dialling(carrier, peer, '<Client statusCallback="/leg">anna</Client>')
    agent = carrier.rung("client:anna")
    row = agent.look()
    assert (row["from"], row["to"], row["parent_call_sid"]) == (ANNA, "client:anna", caller.sid)
    agent.act("answer")
    caller.when("in-progress")
    agent.hang_up()
    caller.when("completed")
    assert caller.heard() == ["After"]
    form = peer.at("/after")[0].form
    assert (form["DialCallStatus"], form["DialBridged"]) == ("completed", "true")
    assert form["DialCallSid"] == agent.sid
    (told,) = peer.wait("/leg")
    assert (told.form["CallStatus"], told.form["ParentCallSid"]) == ("completed", caller.sid)
    assert told.form["Direction"] == "outbound-dial"
    assert carrier.notices() == []


@pytest.mark.parametrize("behaviour", ["busy", "failed"])
def test_a_telephone_that_cannot_be_had(carrier: Carrier, peer: Peer, behaviour: str) -> None:
    carrier.behave(BEN, behaviour)
    caller = dialling(carrier, peer, BEN)
    caller.when("completed")
    form = peer.at("/after")[0].form
    assert (form["DialCallStatus"], form["DialBridged"]) == (behaviour, "false")


def test_without_an_action_the_next_verb_follows(carrier: Carrier, peer: Peer) -> None:
    carrier.behave(BEN, "busy")
    caller = dialling(carrier, peer, BEN, "")
    caller.when("completed")
    assert caller.heard() == ["Next"]


def test_the_first_to_answer_wins(carrier: Carrier, peer: Peer) -> None:
    caller = dialling(carrier, peer, f"<Number>{BEN}</Number><Client>anna</Client>", "")
    other = carrier.rung(BEN)
    carrier.rung("client:anna").act("answer")
    assert other.when("canceled")
    caller.hang_up()
    until(lambda: carrier.calls_at("client:anna") == [])


def test_one_after_the_other(carrier: Carrier, peer: Peer) -> None:
    carrier.behave(BEN, "busy")
    dialling(carrier, peer, f"<Number>{BEN}</Number><Client>anna</Client>", 'sequential="true"')
    carrier.rung("client:anna")
    assert carrier.calls_at(BEN) == []


def test_a_whisper_comes_before_the_talk(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/whisper"] = "<Response><Say>A caller for you</Say></Response>"
    caller = dialling(carrier, peer, f'<Number url="/whisper">{BEN}</Number>')
    agent = carrier.rung(BEN)
    agent.act("answer")
    until(lambda: agent.heard() == ["A caller for you"])
    agent.hang_up()
    caller.when("completed")
    assert peer.at("/after")[0].form["DialBridged"] == "true"


def test_a_whisper_that_hangs_up_connects_nobody(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/whisper"] = "<Response><Hangup/></Response>"
    carrier.behave(BEN, "answer")
    caller = dialling(carrier, peer, f'<Number url="/whisper">{BEN}</Number>')
    caller.when("completed")
    assert peer.at("/after")[0].form["DialBridged"] == "false"


def test_a_dial_from_a_whisper_is_refused(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/whisper"] = f"<Response><Dial>{ANNA}</Dial></Response>"
    carrier.behave(BEN, "answer")
    dialling(carrier, peer, f'<Number url="/whisper">{BEN}</Number>').when("completed")
    assert carrier.notices() == [13201]


def test_a_star_ends_the_talk_where_it_may(carrier: Carrier, peer: Peer) -> None:
    caller = dialling(carrier, peer, "<Client>anna</Client>", 'hangupOnStar="true" action="/after"')
    agent = carrier.rung("client:anna")
    agent.act("answer")
    until(lambda: agent.look()["status"] == "in-progress")
    caller.press("*")
    agent.when("completed")
    caller.when("completed")
    assert peer.at("/after")[0].form["DialCallStatus"] == "completed"


def test_a_caller_who_rings_off_leaves_word(carrier: Carrier, peer: Peer) -> None:
    caller = dialling(carrier, peer, "<Client>anna</Client>")
    agent = carrier.rung("client:anna")
    agent.act("answer")
    caller.hang_up()
    agent.when("completed")
    peer.wait("/after", CallStatus="completed")
    assert caller.heard() == []


def test_answer_on_bridge_keeps_the_caller_ringing(carrier: Carrier, peer: Peer) -> None:
    caller = dialling(carrier, peer, "<Client>anna</Client>", 'answerOnBridge="true" callerId="+19025550100"')
    agent = carrier.rung("client:anna")
    assert caller.look()["status"] == "ringing"
    assert agent.look()["from"] == HOTLINE
    agent.act("answer")
    caller.when("in-progress")


def test_a_leg_that_is_moved_leaves_the_talk(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/elsewhere"] = TALK
    caller = dialling(carrier, peer, "<Client>anna</Client>")
    agent = carrier.rung("client:anna")
    agent.act("answer")
    caller.when("in-progress")
    client.calls(agent.sid).update(url=peer.url("/elsewhere"))
    agent.waits()
    caller.when("completed")
    assert "DialCallDuration" not in peer.at("/after")[0].form


def test_a_caller_who_is_moved_takes_no_action(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/elsewhere"] = TALK
    caller = dialling(carrier, peer, "<Client>anna</Client>")
    agent = carrier.rung("client:anna")
    client.calls(caller.sid).update(url=peer.url("/elsewhere"))
    caller.waits()
    agent.when("canceled")
    assert peer.at("/after") == []


def test_a_client_by_its_identity_and_a_caller_id_that_is_not_ours(carrier: Carrier, peer: Peer) -> None:
    client = '<Client><Identity>anna</Identity><Parameter name="place" value="7"/></Client>'
    dialling(carrier, peer, client, 'callerId="+15550001111"')
    assert carrier.rung("client:anna").look()["from"] == ANNA
    assert carrier.notices() == [13214]


def test_two_that_answer_at_once(carrier: Carrier, peer: Peer) -> None:
    carrier.behave(BEN, "answer")
    carrier.behave("client:anna", "answer")
    caller = dialling(carrier, peer, "<Client>anna</Client><Number>(902) 555-0143</Number>", "")
    caller.when("in-progress")
    until(lambda: carrier.calls_at("client:anna"))
    assert carrier.calls_at(BEN) == []
    caller.hang_up()
    until(lambda: carrier.calls_at("client:anna") == [])
    legs = carrier.client().calls.list(parent_call_sid=caller.sid)
    assert sorted(leg.status for leg in legs) == ["canceled", "completed"]


def test_what_is_no_number_is_not_called(carrier: Carrier, peer: Peer) -> None:
    dialling(carrier, peer, "nobody").when("completed")
    assert peer.at("/after")[0].form["DialCallStatus"] == "failed"
    assert carrier.notices() == [13223]
