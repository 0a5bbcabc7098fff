"""The failure ladder: again, elsewhere, an apology."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.carrier.peer import Asked, Peer, Reply
from tests.carrier.phones import Carrier

SORRY = "We're sorry. An application error has occurred. Goodbye."


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply("no", 404), 11200),
        (Reply("<Response>" + " " * 70_000 + "</Response>"), 11750),
        (Reply(""), 11770),
        (Reply("<Response><Say>"), 12100),
        (Reply("<Answer/>"), 12100),
        (Reply("<Response/>", type="application/json"), 12300),
        (Reply("<Response/>", type=None), 11200),
        (Reply("<Response><Redirect>ftp://a/b</Redirect></Response>"), 11100),
        (Reply("<Response><Redirect>/b#rp=often</Redirect></Response>"), 11243),
    ],
)
def test_a_fault_is_told_to_the_fallback(carrier: Carrier, peer: Peer, reply: Reply, code: int) -> None:
    peer.pages["/voice"] = reply
    peer.pages["/voice/fallback"] = "<Response><Say>Hold on</Say></Response>"
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == ["Hold on"]
    assert peer.at("/voice/fallback")[0].form["ErrorCode"] == str(code)
    assert carrier.notices() == [code]


def test_without_a_fallback_there_is_an_apology(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = peer.pages["/voice/fallback"] = Reply("", 500)
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == [SORRY]
    assert line.look()["heard"][0]["error"] is True
    assert carrier.notices() == [11200, 11200]


def test_nobody_listening_is_a_connection_failure(carrier: Carrier, peer: Peer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    peer.pages["/voice"] = f"<Response><Redirect>http://127.0.0.1:{port}/gone</Redirect></Response>"
    carrier.dial().when("completed")
    assert peer.at("/voice/fallback")[0].form["ErrorCode"] == "11205"


def test_a_kept_connection_that_is_closed_is_not_the_callers_loss(carrier: Carrier, peer: Peer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
        with ThreadPoolExecutor(1) as pool:
            served = pool.submit(serve_rudely, server)
            peer.pages["/voice"] = f"<Response><Redirect>{base}/one</Redirect></Response>"
            line = carrier.dial()
            line.when("completed")
            assert served.result(10) == 3
    assert line.heard() == ["Two"]
    assert carrier.notices() == []


def serve_rudely(server: socket.socket) -> int:
    """Answer, hang up on the second request of the connection, answer again on another."""
    first, _ = server.accept()
    reply(first, "<Response><Redirect>/two</Redirect></Response>")
    first.recv(65536)
    first.close()
    second, _ = server.accept()
    reply(second, "<Response><Say>Two</Say></Response>")
    second.close()
    return 3


def reply(connection: socket.socket, twiml: str) -> None:
    connection.recv(65536)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(twiml)}\r\n\r\n"
    connection.sendall((head + twiml).encode())


def test_a_time_limit_ends_the_wait(carrier: Carrier, peer: Peer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/mute#tt=100&amp;rc=0"
        peer.pages["/voice"] = f"<Response><Redirect>{url}</Redirect></Response>"
        carrier.dial().when("completed")
    assert peer.at("/voice/fallback")[0].form["ErrorCode"] == "11205"


def test_retries_carry_one_token(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Redirect>/shaky#rc=2&amp;rp=5xx</Redirect></Response>"
    answers = iter([Reply("", 503), Reply("", 500), Reply("<Response><Say>Up</Say></Response>")])
    peer.pages["/shaky"] = lambda _: next(answers)
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == ["Up"]
    assert len({one.headers["I-Twilio-Idempotency-Token"] for one in peer.at("/shaky")}) == 1
    assert len(peer.at("/shaky")) == 3


def test_an_error_status_is_not_tried_again_by_itself(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = Reply("", 503)
    carrier.dial().when("completed")
    assert len(peer.at("/voice")) == 1


def test_a_redirect_of_an_action_loses_its_digits(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = '<Response><Gather numDigits="1" action="/old"/></Response>'
    peer.pages["/old"] = Reply("", 302, headers={"Location": "/new"})
    carrier.dial().waits().press("1")
    (asked,) = peer.wait("/new")
    assert (asked.method, asked.form, asked.signed) == ("GET", {}, True)


def test_too_many_redirects(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = Reply("", 302, headers={"Location": "/voice"})
    carrier.dial().when("completed")
    assert peer.at("/voice/fallback")[0].form["ErrorCode"] == "11215"


def test_cookies_are_the_calls_own(carrier: Carrier, peer: Peer) -> None:
    def voice(asked: Asked) -> Reply:
        body = "<Response><Redirect>/next</Redirect></Response>"
        return Reply(body, headers={"Set-Cookie": f"call={asked.form['CallSid']}; Path=/"})

    peer.pages["/voice"] = voice
    one, two = carrier.dial(), carrier.dial()
    one.when("completed")
    two.when("completed")
    assert {one.headers["Cookie"] for one in peer.at("/next")} == {f"call={one.sid}", f"call={two.sid}"}


def test_a_page_that_has_not_changed_is_kept(carrier: Carrier, peer: Peer) -> None:
    def page(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == '"one"':
            return Reply("", 304)
        return Reply("<Response><Say>Kept</Say></Response>", headers={"ETag": '"one"'})

    peer.pages["/page"] = page
    peer.pages["/voice"] = Reply("", 302, headers={"Location": "/page"})
    for _ in range(2):
        line = carrier.dial()
        line.when("completed")
        assert line.heard() == ["Kept"]
    assert [one.headers.get("If-None-Match") for one in peer.at("/page")] == [None, '"one"']


@pytest.mark.parametrize(
    ("reply", "heard"),
    [
        (Reply("Plain words", type="text/plain"), "Plain words"),
        (Reply("<Response><Say>Marked up</Say></Response>", type="text/plain"), "Marked up"),
        (Reply("<Response><!-- no --><Say>Page</Say></Response>", type="text/html; charset=utf-8"), "Page"),
        (Reply("<Response><Say>Voilà</Say></Response>", type="application/xml"), "Voilà"),
    ],
)
def test_content_types(carrier: Carrier, peer: Peer, reply: Reply, heard: str) -> None:
    peer.pages["/voice"] = reply
    line = carrier.dial()
    line.when("completed")
    assert line.heard() == [heard]


def test_audio_is_played(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = Reply(b"\0" * 800, type="audio/basic")
    assert carrier.dial().when("completed")["heard"] == [{"verb": "Play", "url": peer.url("/voice")}]


def test_a_refused_callback_is_only_a_warning(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice/status"] = Reply("", 403)
    carrier.dial().when("completed")
    peer.wait("/voice/status")
    carrier.dial().when("completed")
    peer.wait("/voice/status", 2)
    assert 15003 in carrier.notices()
