"""A carrier, and an application for it to call."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from twilio.rest import Client

from tests.carrier.peer import Peer
from tests.carrier.phones import ANNA, BEN, HOTLINE, TOKEN, Carrier, running


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer(TOKEN).serving() as peer:
        yield peer


@pytest.fixture(scope="session")
def network() -> Iterator[Carrier]:
    """A carrier for all tests of one worker: they come one after the other."""
    with running("http://127.0.0.1:9/voice") as carrier:
        yield carrier


@pytest.fixture
def carrier(network: Carrier, peer: Peer) -> Iterator[Carrier]:
    """The carrier, its number pointed at this test's application; whatever still lives is ended after."""
    client = network.client()
    (number,) = client.incoming_phone_numbers.list(phone_number=HOTLINE)
    number.update(
        voice_url=peer.url("/voice"), voice_fallback_url=peer.url("/voice/fallback"),
        status_callback=peer.url("/voice/status"), sms_url=peer.url("/sms/incoming"),
    )  # fmt: skip
    network.peer, network.seen = peer.base, len(network.ask("GET", "/handset/notices"))
    yield network
    end_all(client)
    for name in (ANNA, BEN, "client:anna"):
        network.ask("POST", f"/handset/numbers/{quote(name)}", {"behaviour": "manual", "texts": "delivered"})


def end_all(client: Client) -> None:
    for status in ("queued", "ringing", "in-progress"):
        for call in client.calls.list(status=status):
            call.update(status="completed")


@pytest.fixture
def client(carrier: Carrier) -> Client:
    """Twilio's own SDK, pointed at the carrier."""
    return carrier.client()
