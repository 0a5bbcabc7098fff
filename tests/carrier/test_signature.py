"""What the carrier signs, by Twilio's own vectors and its own validator."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator

from scripts.carrier.overrides import Overrides, read_overrides
from scripts.carrier.signature import sign
from tests.carrier.peer import Peer
from tests.carrier.phones import Carrier

FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}


def test_the_official_vector() -> None:
    assert sign("12345", "https://example.com/myapp.php?foo=1&bar=2", FORM) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


def test_the_vector_of_the_sdk() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234",
        "From": "+14158675309", "To": "+18005551212",
    }  # fmt: skip
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign("12345", url, form) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/voice/step?n=3#rc=2&rp=all",
        "https://user:secret@example.com:8443/voice?a=b",
        "https://example.com/voice",
    ],
)
def test_the_validator_agrees(url: str) -> None:
    bare = url.partition("#")[0].replace("user:secret@", "")
    assert RequestValidator("t").validate(bare, FORM, sign("t", url, FORM))


def test_a_fragment_is_neither_sent_nor_signed(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Redirect>/next?a=1#rc=0&amp;tt=9000</Redirect></Response>"
    carrier.dial().when("completed")
    assert peer.at("/next")[0].signed
    assert peer.at("/next")[0].headers["User-Agent"] == "TwilioProxy/1.1"


def test_overrides_are_read_and_bounded() -> None:
    url, asked = read_overrides("http://a/b#ct=50&rt=3000&tt=99999&rc=9&rp=5xx,ct")
    assert url == "http://a/b"
    assert asked == Overrides(0.1, 3.0, 15.0, 5, frozenset({"5xx", "ct"}))
    assert read_overrides("http://a/b")[1] == Overrides()
