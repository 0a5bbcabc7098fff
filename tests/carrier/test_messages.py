"""Texts in both directions."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from tests.carrier.peer import Peer, Reply, until
from tests.carrier.phones import ANNA, HOTLINE, Carrier


def text(carrier: Carrier, from_: str, body: str) -> None:
    carrier.ask("POST", "/handset/messages", {"from": from_, "to": HOTLINE, "body": body})


def test_a_text_is_sent_and_its_way_told(carrier: Carrier, client: Client, peer: Peer) -> None:
    message = client.messages.create(
        to=ANNA, from_=HOTLINE, body="Your number", status_callback=peer.url("/sms/status")
    )
    assert (message.status, message.num_segments, message.direction) == ("queued", "1", "outbound-api")
    peer.wait("/sms/status", 2)
    assert [one.form["MessageStatus"] for one in peer.at("/sms/status")] == ["sent", "delivered"]
    assert all(one.signed for one in peer.asked)
    assert client.messages(message.sid).fetch().status == "delivered"
    assert carrier.texts_to(ANNA)[-1]["body"] == "Your number"
    assert client.messages.list(to=ANNA)[0].sid == message.sid


def test_a_telephone_without_texts(carrier: Carrier, client: Client, peer: Peer) -> None:
    carrier.ask("POST", "/handset/numbers/+19025550177", {"texts": "undelivered"})
    message = client.messages.create(
        to="+19025550177", from_=HOTLINE, body="Hello", status_callback=peer.url("/sms/status")
    )
    assert peer.wait("/sms/status")[0].form["ErrorCode"] == "30006"
    assert client.messages(message.sid).fetch().error_code == 30006


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": ""}, 21604), ({"to": "x"}, 21211), ({"from_": ""}, 21603), ({"from_": ANNA}, 21606),
        ({"body": ""}, 21602), ({"body": "x" * 1601}, 21617),
    ],
)  # fmt: skip
def test_a_bad_text_is_turned_down(client: Client, change: dict[str, Any], code: int) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(**{"to": ANNA, "from_": HOTLINE, "body": "Hello", **change})
    assert (refused.value.status, refused.value.code) == (400, code)


def test_a_text_to_the_hotline_is_answered(carrier: Carrier, peer: Peer) -> None:
    two = "<Message><Body>Two</Body></Message>"
    peer.pages["/sms/incoming"] = f"<Response><Message>One</Message>{two}</Response>"
    text(carrier, "+19025550178", "HELLO")
    (asked,) = peer.wait("/sms/incoming")
    assert asked.signed
    assert (asked.form["Body"], asked.form["From"]) == ("HELLO", "+19025550178")
    assert asked.form["SmsStatus"] == "received"
    until(lambda: len(carrier.texts_to("+19025550178")) == 2)
    assert [row["body"] for row in carrier.texts_to("+19025550178")] == ["One", "Two"]


def test_who_says_stop_gets_no_more(carrier: Carrier, client: Client, peer: Peer) -> None:
    somebody = "+19025550179"
    peer.pages["/sms/incoming"] = Reply("", type="text/plain")
    text(carrier, somebody, " stop ")
    peer.wait("/sms/incoming", Body=" stop ")
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=somebody, from_=HOTLINE, body="Hello")
    assert refused.value.code == 21610
    assert "unsubscribed" in carrier.texts_to(somebody)[0]["body"]
    text(carrier, somebody, "START")
    peer.wait("/sms/incoming", Body="START")
    client.messages.create(to=somebody, from_=HOTLINE, body="Hello")
