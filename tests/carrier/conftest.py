"""A carrier and an application for it to call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.carrier.peer import Peer
from tests.carrier.phones import TOKEN, Carrier, running


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer(TOKEN).serving() as peer:
        yield peer


@pytest.fixture
def carrier(peer: Peer) -> Iterator[Carrier]:
    with running(peer.url("/voice")) as carrier:
        yield carrier
