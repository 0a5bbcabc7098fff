"""The proxy of a real surge: it tries the next process, and never sends twice what may have arrived."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager

import pytest
import requests

from scripts.measures.hotline import free_ports
from tests.carrier.peer import Asked, Peer, until

TOKEN = "a-token-of-the-proxy"


@contextmanager
def proxy(*ports: int) -> Iterator[str]:
    [port] = free_ports(1)
    words = [word for each in ports for word in ("--to", str(each))]
    command = [sys.executable, "-m", "scripts.mornings.real.proxy", "--port", str(port), *words]
    process = subprocess.Popen(command)
    base = f"http://127.0.0.1:{port}"
    try:
        until(lambda: _is_there(port), "the proxy listens")
        yield base
    finally:
        process.terminate()
        process.wait(10)


def _is_there(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer(TOKEN).serving() as peer:
        yield peer


def port_of(peer: Peer) -> int:
    return int(peer.base.rpartition(":")[2])


def test_a_request_goes_to_the_next_where_one_cannot_be_reached(peer: Peer):
    peer.pages["/voice"] = "<Response/>"
    [gone] = free_ports(1)
    with proxy(gone, port_of(peer)) as base:
        answers = [requests.post(f"{base}/voice?l=en&n=1", {"Digits": "1"}, timeout=10) for _ in range(4)]
    assert [answer.text for answer in answers] == ["<Response/>"] * 4
    assert [asked.form for asked in peer.at("/voice")] == [{"Digits": "1"}] * 4


def test_what_was_sent_and_not_answered_is_not_sent_again(peer: Peer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_hang_up_on_one, args=(server,)).start()
        with proxy(int(server.getsockname()[1]), port_of(peer)) as base:
            assert requests.post(f"{base}/voice", {"Digits": "1"}, timeout=10).status_code == 502
    assert peer.asked == []


def test_a_process_that_is_left_out_gets_nothing_until_it_is_let_in(peer: Peer):
    peer.pages["/voice"] = "<Response/>"
    [gone] = free_ports(1)
    with proxy(gone, port_of(peer)) as base:
        requests.post(f"{base}/proxy/out/{port_of(peer)}", timeout=10)
        assert requests.post(f"{base}/voice", timeout=10).status_code == 502
        requests.post(f"{base}/proxy/in/{port_of(peer)}", timeout=10)
        assert requests.post(f"{base}/voice", timeout=10).status_code == 200


def test_to_leave_one_out_waits_for_what_it_has_still_to_answer(peer: Peer):
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(_: Asked) -> str:
        begun.set()
        may_go_on.wait(10)
        return "<Response/>"

    peer.pages["/voice"] = slow
    with proxy(port_of(peer)) as base, ThreadPoolExecutor(2) as pool:
        answer = pool.submit(requests.post, f"{base}/voice", timeout=10)
        begun.wait(10)
        left = pool.submit(requests.post, f"{base}/proxy/out/{port_of(peer)}", timeout=10)
        assert not wait([left], timeout=0.3).done
        may_go_on.set()
        assert (answer.result().status_code, left.result().status_code) == (200, 200)


def test_a_process_that_has_failed_is_left_alone_while_there_is_another(peer: Peer):
    peer.pages["/voice"] = "<Response/>"
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_hang_up_on_one, args=(server,)).start()
        with proxy(int(server.getsockname()[1]), port_of(peer)) as base:
            statuses = [requests.post(f"{base}/voice", timeout=10).status_code for _ in range(5)]
    assert statuses == [502, 200, 200, 200, 200]


def _hang_up_on_one(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)


def test_nobody_at_all_is_said_so():
    with proxy(*free_ports(2)) as base:
        assert requests.post(f"{base}/voice", timeout=10).status_code == 502
