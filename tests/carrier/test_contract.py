"""Every REST answer against Twilio's own description, over its SDK and raw."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from tests.carrier.description import FILE, complaints
from tests.carrier.peer import Peer, until
from tests.carrier.phones import ACCOUNT, ANNA, BEN, HOTLINE, TOKEN, Carrier

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="Twilio's description is absent: npm package @twilio/cli-core in node_modules"
)
ROOM = '<Response><Dial><Conference waitUrl="" statusCallback="/room">room</Conference></Dial></Response>'


class Judge(TwilioHttpClient):  # type: ignore[misc]  # the SDK has no types
    """The SDK's transport, which shows every answer to the description."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.faults: list[str] = []

    def request(self, method: str, url: str, *rest: Any, **more: Any) -> Response:
        response = super().request(method, url, *rest, **more)
        self.seen.append(f"{method} {response.status_code} {urlsplit(url).path}")
        body = json.loads(response.text) if response.text else None
        self.faults += complaints(method, urlsplit(url).path, response.status_code, body)
        return response


@pytest.fixture
def judge() -> Judge:
    return Judge()


@pytest.fixture
def judged(carrier: Carrier, judge: Judge) -> Client:
    client = Client(ACCOUNT, TOKEN, http_client=judge)
    client.api.base_url = carrier.base
    return client


def test_calls(carrier: Carrier, judged: Client, judge: Judge, peer: Peer) -> None:
    call = judged.calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/out"), status_callback=peer.url("/st"))
    carrier.rung(ANNA)
    judged.calls(call.sid).fetch()
    call.update(status="completed")
    judged.calls.list(to=ANNA, limit=3)
    judged.calls.create(to="client:anna", from_=HOTLINE, twiml="<Response/>").update(status="canceled")
    assert call.delete()
    assert judge.faults == []
    assert len(judge.seen) == 7


def test_conferences_and_participants(carrier: Carrier, judged: Client, judge: Judge, peer: Peer) -> None:
    peer.pages["/voice"] = ROOM
    caller = carrier.dial()
    caller.when("in-progress")
    until(lambda: caller.look()["conference_sid"])
    carrier.behave(BEN, "answer")
    judged.conferences("room").participants.create(to=BEN, from_=HOTLINE, label="ben")
    (conference,) = judged.conferences.list(friendly_name="room", status="in-progress")
    conference.fetch()
    until(lambda: len(conference.participants.list()) == 2)
    seat = conference.participants("ben").fetch()
    seat.update(muted=True, hold=True, end_conference_on_exit=True)
    conference.participants(caller.sid).delete()
    conference.update(status="completed")
    conference.fetch()
    assert judge.faults == []


def test_messages(judged: Client, judge: Judge) -> None:
    message = judged.messages.create(to=ANNA, from_=HOTLINE, body="Hello")
    message.fetch()
    judged.messages.list(to=ANNA, limit=2)
    assert message.delete()
    assert judge.faults == []


def test_numbers(judged: Client, judge: Judge, peer: Peer) -> None:
    (number,) = judged.incoming_phone_numbers.list()
    assert number.fetch().phone_number == HOTLINE
    changed = number.update(voice_url=peer.url("/new"), voice_method="GET", friendly_name="Hotline")
    assert (changed.voice_url, changed.voice_method, changed.friendly_name) == (
        peer.url("/new"), "GET", "Hotline",
    )  # fmt: skip
    number.update(voice_method="POST")
    assert judge.faults == []


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", "/Calls.json?PageSize=1&Page=1&StartTime%3E=2020-01-01", None),
        ("GET", "/Conferences.json?Status=completed&DateCreated%3C=2099-01-01", None),
        ("GET", "/Messages.json?DateSent=2020-01-01", None),
        ("GET", "/IncomingPhoneNumbers.json?PhoneNumber=%2B1902*", None),
        ("POST", "/Messages.json", {"To": ANNA, "From": HOTLINE, "Body": "é"}),
    ],
)
def test_raw(carrier: Carrier, method: str, path: str, form: dict[str, str] | None) -> None:
    url = f"{carrier.base}/2010-04-01/Accounts/{ACCOUNT}{path}"
    secret = b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
    data = urlencode(form).encode() if form else None
    with urlopen(Request(url, data, {"Authorization": f"Basic {secret}"}, method=method)) as response:
        body = json.loads(response.read())
        assert complaints(method, urlsplit(url).path, response.status, body) == []
