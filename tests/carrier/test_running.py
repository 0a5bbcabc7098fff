"""The carrier as a process: its flags, its faults on demand, its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from twilio.rest import Client

from scripts.carrier.settings import read_flags
from tests.carrier.peer import Peer
from tests.carrier.phones import ACCOUNT, ANNA, BEN, HOTLINE, ROOT, TOKEN, running, status_of

GATHER = '<Response><Gather numDigits="1" action="/typed" timeout="60"><Say>Hi</Say></Gather></Response>'


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(peer: Peer, sign: signal.Signals) -> None:
    peer.pages["/voice"] = GATHER
    with running(peer.url("/voice")) as carrier:
        carrier.dial().waits()
        with urllib.request.urlopen(f"{carrier.base}/handset/events?number=%2B19025550142"):
            carrier.process.send_signal(sign)
            assert carrier.process.wait(10) == 0


def test_a_page_that_goes_away_is_no_fault(peer: Peer, tmp_path: Path) -> None:
    peer.pages["/voice"] = GATHER
    words = tmp_path / "words"
    with words.open("w") as told, running(peer.url("/voice"), words=told) as carrier:
        with urllib.request.urlopen(f"{carrier.base}/handset/events?number=%2B19025550142") as page:
            page.readline()
        for _ in range(3):
            carrier.dial("+19025550142").waits().hang_up()
    assert words.read_text() == ""


def test_a_busy_port_and_a_missing_setting_are_one_line(peer: Peer) -> None:
    names = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "HOTLINE_NUMBER": HOTLINE}
    port = str(urlsplit(peer.base).port)
    for settings, flags, words in ((names, ["--port", port], "in use"), ({}, [], "TWILIO_ACCOUNT_SID")):
        done = subprocess.run(
            [sys.executable, "-m", "scripts.carrier", *flags], cwd=ROOT, env={**os.environ, **settings},
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        assert done.returncode in {1, 2}
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_every_nth_webhook_comes_twice_with_one_token(peer: Peer) -> None:
    peer.pages["/voice"] = GATHER
    with running(peer.url("/voice"), "--duplicate-every", "2") as carrier:
        carrier.dial().waits().press("1")
        typed = peer.wait("/typed", 2)
        assert len({one.headers["I-Twilio-Idempotency-Token"] for one in typed}) == 1
        assert typed[0].form == typed[1].form
        assert all(one.signed for one in typed)
        assert len(peer.at("/voice")) == 1


def test_callbacks_may_overtake_each_other(peer: Peer) -> None:
    peer.pages["/out"] = "<Response/>"
    events = ["initiated", "ringing", "answered", "completed"]
    with running(peer.url("/voice"), "--reorder-callbacks", "--seed", "1") as carrier:
        carrier.behave(ANNA, "answer")
        carrier.client().calls.create(
            to=ANNA, from_=HOTLINE, url=peer.url("/out"), status_callback=peer.url("/told"),
            status_callback_event=events,
        )  # fmt: skip
        numbers = [one.form["SequenceNumber"] for one in peer.wait("/told", 4)]
        assert sorted(numbers) == ["0", "1", "2", "3"]
        assert numbers != sorted(numbers)


def test_calls_over_the_rate_are_queued_not_refused(peer: Peer) -> None:
    peer.pages["/out"] = "<Response/>"
    with running(peer.url("/voice"), "--cps", "5") as carrier:
        carrier.behave(ANNA, "answer")
        client = carrier.client()
        calls = [client.calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/out")) for _ in range(3)]
        peer.wait("/out", 3)
        assert [call.status for call in calls] == ["queued"] * 3
        waits = [int(client.calls(call.sid).fetch().queue_time) for call in calls]
        assert waits[0] == 0
        assert waits[2] > 0


def test_a_queued_call_is_canceled_without_a_word(peer: Peer) -> None:
    with running(peer.url("/voice"), "--cps", "0.01") as carrier:
        client = carrier.client()
        asked = {"from_": HOTLINE, "url": peer.url("/out"), "status_callback": peer.url("/progress")}
        client.calls.create(to=ANNA, **asked)
        second = client.calls.create(to=BEN, **asked)
        assert carrier.calls_at(BEN) == []
        assert second.update(status="canceled").status == "canceled"
        assert peer.at("/progress") == []


def test_a_seed_gives_the_same_sids(peer: Peer) -> None:
    sids = []
    for _ in range(2):
        with running(peer.url("/voice"), "--seed", "7") as carrier:
            sids.append(carrier.dial().sid)
    assert sids[0] == sids[1]


def test_an_api_key_opens_the_account_too(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_KEY_SID", "SK" + "7" * 32)
    monkeypatch.setenv("TWILIO_API_KEY_SECRET", "a-secret-of-the-tests")
    with running(peer.url("/voice")) as carrier:
        client = Client("SK" + "7" * 32, "a-secret-of-the-tests", ACCOUNT)
        client.api.base_url = carrier.base
        assert client.incoming_phone_numbers.list()[0].phone_number == HOTLINE


def test_two_hundred_callers_at_once(peer: Peer) -> None:
    peer.pages["/voice"] = GATHER
    with running(peer.url("/voice")) as carrier, ThreadPoolExecutor(8) as pool:
        lines = list(pool.map(lambda n: carrier.dial(f"+1902555{n:04d}"), range(200)))
        list(pool.map(lambda line: line.waits(), lines))
        assert [len(carrier.calls_at(f"+1902555{n:04d}")) for n in (0, 199)] == [1, 1]
        list(pool.map(lambda line: line.press("1"), lines))
        list(pool.map(lambda line: line.when("completed"), lines))
        peer.wait("/voice/status", 200)


def test_a_page_from_elsewhere_is_turned_down(peer: Peer) -> None:
    with running(peer.url("/voice")) as carrier:
        for origin, status in (("http://elsewhere.example", 403), (carrier.base, 200)):
            url = f"{carrier.base}/handset/hotline"
            request = urllib.request.Request(url, headers={"Origin": origin})
            assert status_of(lambda asked=request: urllib.request.urlopen(asked).close()) == status


@pytest.mark.parametrize(
    ("webhook", "status"),
    [
        ("http://h:1/voice/incoming", "http://h:1/voice/status"),
        ("http://h/app/voice/incoming", "http://h/app/voice/status"),
        ("http://h/anything?a=b", "http://h/voice/status"),
    ],
)
def test_the_other_addresses_are_beside_the_webhook(webhook: str, status: str) -> None:
    assert read_flags(["--webhook", webhook]).status_callback == status


def test_what_makes_no_sense_is_said(peer: Peer) -> None:
    with running(peer.url("/voice")) as carrier:
        for method, path, body, status in (
            ("POST", "/calls", {"from": "nobody!", "to": HOTLINE}, 400),
            ("POST", "/calls", {"from": ANNA, "to": BEN}, 404),
            ("POST", "/calls", ["no"], 400),
            ("GET", "/calls/CA0", None, 404),
            ("POST", f"/numbers/{ANNA}", {"behaviour": "asleep"}, 400),
        ):
            assert status_of(lambda m=method, p=path, b=body: carrier.ask(m, f"/handset{p}", b)) == status
        line = carrier.dial()
        line.when("completed")
        assert status_of(lambda: line.act("answer")) == 409
        assert line.hang_up()["status"] == "completed"
        assert line.press("1")["taken"] is False
