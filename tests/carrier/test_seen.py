"""The network's own log: what the judge reads of a run in real time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.mornings.judge.network import Network
from tests.carrier.peer import Peer, Reply, until
from tests.carrier.phones import ANNA, HOTLINE, Carrier, running

TICKET = "<Response><Say>Your ticket is 1 2 3 4, 5 6 7 8.</Say><Hangup/></Response>"
GATHER = '<Response><Gather action="/typed" timeout="60"><Say>Hi there</Say></Gather></Response>'


def logged(path: Path, what: str, count: int = 1) -> list[dict[str, Any]]:
    """Wait for so many lines of a kind, and return them."""
    until(lambda: len(Network.read(path).of(what)) >= count if path.exists() else False, what)
    return Network.read(path).of(what)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "network.log"


def open_carrier(peer: Peer, log: Path, *flags: str) -> Any:
    urls = ("--fallback", peer.url("/voice/fallback"), "--status-callback", peer.url("/voice/status"))
    return running(peer.url("/voice"), *urls, "--log", str(log), *flags)


def test_a_call_is_written_from_its_first_request_to_its_end(peer: Peer, log: Path) -> None:
    peer.pages["/voice"] = TICKET
    with open_carrier(peer, log) as carrier:
        sid = carrier.dial(ANNA).sid
        [end] = logged(log, "hung-up")
        [first, _] = logged(log, "webhook", 2)
        [answer] = [line for line in logged(log, "answer", 2) if line["id"] == first["id"]]
    told = {"call": sid, "number": ANNA, "address": "/voice", "try": "1", "forged": False}
    assert told.items() <= first.items()
    assert (answer["status"], answer["said"]) == (200, {"ticket": ["12345678"]})
    assert (answer["then"], answer["words"]) == ("hangup", 11)
    assert 0 < answer["took"] < 15
    assert (end["call"], end["by"], end["status"]) == (sid, "hotline", "completed")
    assert logged(log, "picked-up")[0]["number"] == ANNA


def test_the_fallback_is_another_try_and_its_own_words_end_a_call(peer: Peer, log: Path) -> None:
    peer.pages["/voice"], peer.pages["/voice/fallback"] = Reply("<p>", 500), TICKET
    with open_carrier(peer, log) as carrier:
        carrier.dial()
        [end] = logged(log, "hung-up")
        answers = {line["id"]: line["status"] for line in logged(log, "answer", 2)}
        tries = [(line["try"], answers.get(line["id"])) for line in logged(log, "webhook", 2)]
    assert tries[:2] == [("1", 500), ("fallback", 200)]
    assert end["by"] == "hotline"


def test_without_any_answer_it_is_the_network_that_ends_a_call(peer: Peer, log: Path) -> None:
    peer.pages["/voice"] = peer.pages["/voice/fallback"] = Reply("", 500)
    with open_carrier(peer, log) as carrier:
        carrier.dial()
        assert [line["by"] for line in logged(log, "hung-up")] == ["network"]


def test_who_hangs_up_is_told(peer: Peer, log: Path) -> None:
    peer.pages["/voice"] = GATHER
    with open_carrier(peer, log) as carrier:
        carrier.dial().waits().hang_up()
        assert [line["by"] for line in logged(log, "hung-up")] == ["caller"]


def test_a_copy_is_told_apart_and_what_nobody_answers_is_a_status_of_none(peer: Peer, log: Path) -> None:
    peer.pages["/voice"] = TICKET
    with open_carrier(peer, log, "--duplicate-every", "1") as carrier:
        carrier.dial()
        lines = logged(log, "webhook", 4)
    first = [line for line in lines if line["address"] == "/voice"]
    assert sorted(line["try"] for line in first) == ["1", "copy"]
    assert len({line["token"] for line in first}) == 1


def test_a_ring_names_the_document_that_it_is_for(peer: Peer, log: Path) -> None:
    peer.pages["/hello"] = TICKET
    with open_carrier(peer, log) as carrier:
        carrier.behave(ANNA, "answer")
        place(carrier, peer.url("/hello?place=1&attempt=2"))
        [ring] = logged(log, "ring")
    assert (ring["to"], ring["address"]) == (ANNA, "/hello?place=1&attempt=2")


def test_a_text_is_no_call(peer: Peer, log: Path) -> None:
    with open_carrier(peer, log) as carrier:
        sent = carrier.client().messages.create(
            to=ANNA, from_=HOTLINE, body="Hi", status_callback=peer.url("/sms/status")
        )
        [text] = logged(log, "text")
        events = logged(log, "event-answer", 2)
    assert (text["call"], text["to"]) == (sent.sid, ANNA)
    assert [line["status"] for line in events] == [200, 200]
    assert Network.read(log).of("webhook") == Network.read(log).of("answer") == []


def place(carrier: Carrier, url: str) -> None:
    carrier.client().calls.create(to=ANNA, from_=HOTLINE, url=url)
