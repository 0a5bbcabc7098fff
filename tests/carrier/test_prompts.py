"""What happens while something is being said: at the speed of life, and cut by a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.carrier.peer import Peer
from tests.carrier.phones import Carrier, running

LONG = "word " * 200


@pytest.fixture
def slow(peer: Peer) -> Iterator[Carrier]:
    with running(peer.url("/voice"), "--speed", "1") as carrier:
        yield carrier


def test_a_key_cuts_the_prompt(slow: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = (
        f'<Response><Gather numDigits="2" action="/typed"><Say>{LONG}</Say><Say>More</Say></Gather>'
        "</Response>"
    )
    peer.pages["/typed"] = "<Response><Hangup/></Response>"
    line = slow.dial().waits()
    line.press("1")
    line.press("2")
    row = line.when("completed")
    assert len(row["heard"]) == 1
    assert peer.at("/typed")[0].form["Digits"] == "12"


def test_silence_at_once_cuts_the_prompt_too(slow: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = f"<Response><Gather><Say>{LONG}</Say></Gather><Hangup/></Response>"
    line = slow.dial().waits()
    line.press("")
    line.when("completed")


def test_a_hang_up_ends_speech(slow: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = f"<Response><Say>{LONG}</Say></Response>"
    line = slow.dial()
    line.when("in-progress")
    assert line.hang_up()["status"] == "completed"


def test_a_first_pause_can_be_rung_off(slow: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Pause length="60"/></Response>'
    line = slow.dial()
    peer.wait("/voice")
    assert line.hang_up()["status"] == "canceled"
