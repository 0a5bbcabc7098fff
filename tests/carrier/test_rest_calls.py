"""Calls over the REST API, with Twilio's own SDK."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.carrier.peer import Peer
from tests.carrier.phones import ACCOUNT, ANNA, BEN, HOTLINE, Carrier

ALL = ["initiated", "ringing", "answered", "completed"]
GATHER = '<Response><Gather timeout="60"><Say>Hello</Say></Gather></Response>'


def place(client: Client, peer: Peer, **more: Any) -> Any:
    asked = {"to": ANNA, "from_": HOTLINE, "url": peer.url("/out"), "status_callback": peer.url("/progress")}
    return client.calls.create(**{**asked, "status_callback_event": ALL, **more})


def told(peer: Peer, count: int) -> list[tuple[str, str]]:
    peer.wait("/progress", count)
    return [(one.form["CallStatus"], one.form["SequenceNumber"]) for one in peer.at("/progress")]


def test_an_answered_call_runs_its_document(carrier: Carrier, client: Client, peer: Peer) -> None:
    carrier.behave(ANNA, "answer")
    peer.pages["/out"] = "<Response><Say>Calling back</Say></Response>"
    call = place(client, peer)
    assert (call.status, call.direction) == ("queued", "outbound-api")
    assert told(peer, 4) == [("initiated", "0"), ("ringing", "1"), ("in-progress", "2"), ("completed", "3")]
    assert peer.at("/out")[0].form["CallStatus"] == "in-progress"
    end = peer.at("/progress")[-1].form
    assert (end["CallbackSource"], end["Direction"]) == ("call-progress-events", "outbound-api")
    ended = client.calls(call.sid).fetch()
    assert (ended.status, ended.duration) == ("completed", end["CallDuration"])
    assert carrier.notices() == []


@pytest.mark.parametrize(
    ("behaviour", "status", "sip"), [("busy", "busy", "486"), ("no-answer", "no-answer", "487"),
                                     ("failed", "failed", "404")],
)  # fmt: skip
def test_a_call_that_nobody_takes(
    carrier: Carrier, client: Client, peer: Peer, behaviour: str, status: str, sip: str
) -> None:
    carrier.behave(ANNA, behaviour)
    call = place(client, peer, timeout=1, status_callback_event=["completed"])
    assert told(peer, 1) == [(status, "0")]
    assert peer.at("/progress")[0].form["SipResponseCode"] == sip
    assert client.calls(call.sid).fetch().status == status
    assert peer.at("/out") == []


def test_a_telephone_rings_until_it_is_answered(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/out"] = GATHER
    place(client, peer)
    line = carrier.rung(ANNA)
    assert line.look()["status"] == "ringing"
    assert line.act("answer")["status"] == "in-progress"
    assert line.waits().look()["heard"][0]["text"] == "Hello"


def test_a_call_may_be_declined(carrier: Carrier, client: Client, peer: Peer) -> None:
    place(client, peer)
    assert carrier.rung(ANNA).act("decline")["status"] == "busy"


def test_a_call_is_moved_by_url_and_by_twiml(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/voice"] = GATHER
    peer.pages["/moved"] = '<Response><Gather timeout="60"><Say>Moved</Say></Gather></Response>'
    line = carrier.dial().waits()
    client.calls(line.sid).update(url=peer.url("/moved"), method="POST")
    peer.wait("/moved", CallStatus="in-progress")
    line.waits()
    client.calls(line.sid).update(twiml="<Response><Say>Last</Say></Response>")
    line.when("completed")
    assert line.heard() == ["Hello", "Moved", "Last"]


def test_a_relative_action_needs_a_document_with_an_address(
    carrier: Carrier, client: Client, peer: Peer
) -> None:
    peer.pages["/voice"] = GATHER
    line = carrier.dial().waits()
    client.calls(line.sid).update(twiml='<Response><Gather action="/typed"/></Response>')
    peer.wait("/voice/fallback", ErrorCode="15004")


def test_a_call_is_hung_up(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/voice"] = GATHER
    line = carrier.dial().waits()
    assert client.calls(line.sid).update(status="canceled").status == "in-progress"
    assert client.calls(line.sid).update(status="completed").status == "completed"
    with pytest.raises(TwilioRestException) as refused:
        client.calls(line.sid).update(url=peer.url("/moved"))
    assert (refused.value.status, refused.value.code) == (400, 21220)


def test_a_ringing_call_is_canceled(carrier: Carrier, client: Client, peer: Peer) -> None:
    call = place(client, peer)
    carrier.rung(ANNA)
    with pytest.raises(TwilioRestException) as refused:
        call.update(url=peer.url("/moved"))
    assert refused.value.code == 21220
    assert call.update(status="canceled").status == "canceled"
    assert told(peer, 3)[-1] == ("canceled", "2")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": ""}, 21201), ({"to": "nobody"}, 21211), ({"from_": BEN}, 21210), ({"from_": ""}, 21213),
        ({"url": ""}, 21205), ({"url": "nowhere"}, 21205), ({"url": "http://a_b.com/x"}, 21205),
        ({"url": "", "twiml": "<Response>" + " " * 4000 + "</Response>"}, 32018),
        ({"method": "PUT"}, 21209), ({"send_digits": "x"}, 21206), ({"timeout": 9999}, 21208),
        ({"machine_detection": "Maybe"}, 21234), ({"status_callback_event": ["woken"]}, 21626),
    ],
)  # fmt: skip
def test_a_bad_request_is_turned_down(
    carrier: Carrier, client: Client, peer: Peer, change: dict[str, Any], code: int
) -> None:
    before = len(client.calls.list())
    with pytest.raises(TwilioRestException) as refused:
        place(client, peer, **change)
    assert (refused.value.status, refused.value.code) == (400, code)
    assert len(client.calls.list()) == before
    assert carrier.calls_at(ANNA) == []


def test_machine_detection_holds_the_document_back(carrier: Carrier, client: Client, peer: Peer) -> None:
    carrier.behave(ANNA, "machine")
    call = place(client, peer, machine_detection="Enable")
    (asked,) = peer.wait("/out")
    assert (asked.form["AnsweredBy"], asked.form["MachineDetectionDuration"]) == ("machine_start", "4000")
    assert told(peer, 4)[-1] == ("completed", "3")
    assert peer.at("/progress")[-1].form["AnsweredBy"] == "machine_start"
    assert client.calls(call.sid).fetch().answered_by == "machine_start"


def test_machine_detection_beside_the_document(carrier: Carrier, client: Client, peer: Peer) -> None:
    carrier.behave(ANNA, "answer")
    peer.pages["/out"] = GATHER
    place(
        client, peer, machine_detection="DetectMessageEnd", async_amd="true",
        async_amd_status_callback=peer.url("/amd"),
    )  # fmt: skip
    assert peer.wait("/amd")[0].form["AnsweredBy"] == "human"
    assert "AnsweredBy" not in peer.wait("/out")[0].form


def test_calls_are_listed_by_what_they_are(carrier: Carrier, client: Client, peer: Peer) -> None:
    peer.pages["/voice"] = GATHER
    sids = [carrier.dial(BEN).waits().sid for _ in range(3)]
    assert [call.sid for call in client.calls.list(from_=BEN, status="in-progress")] == sids[::-1]
    pages = list(client.calls.stream(from_=BEN, status="in-progress", page_size=2))
    assert [call.sid for call in pages] == sids[::-1]
    assert client.calls.list(from_=BEN, status="in-progress", limit=1)[0].sid == sids[2]


def test_who_is_not_known_is_turned_away(carrier: Carrier, client: Client) -> None:
    url = f"{carrier.base}/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(url)
    refused.value.close()
    assert refused.value.code == 401
    stranger = Client(ACCOUNT, "wrong")
    stranger.api.base_url = carrier.base
    with pytest.raises(TwilioRestException) as said:
        stranger.calls("CA" + "0" * 32).fetch()
    assert (said.value.status, said.value.code) == (401, 20003)
    with pytest.raises(TwilioRestException) as said:
        client.calls("CA" + "0" * 32).fetch()
    assert (said.value.status, said.value.code) == (404, 20404)
