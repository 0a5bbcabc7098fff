"""Fixtures of the voice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from booking_core import Database
from tests.booking_core.campaign import load
from tests.ivr.hotline import AMPLE, Exchange, Hotline, open_exchange, open_hotline
from tests.ivr.signed import Voice, open_voice


@pytest.fixture(scope="session")
def exchange() -> Iterator[Exchange]:
    """Start one web server and one carrier, for all calls of this test process."""
    with open_exchange() as exchange:
        yield exchange


@pytest.fixture
def hotline(
    exchange: Exchange, database: Database, database_url: str, valkey: Redis, valkey_url: str, tmp_path: Path
) -> Iterator[Hotline]:
    """Open a hotline, on each engine in turn."""
    assert valkey.ping()
    with open_hotline(exchange, tmp_path, database, database_url, valkey_url) as hotline:
        yield hotline


@pytest.fixture
def voice(
    database: Database, database_url: str, valkey: Redis, valkey_url: str, tmp_path: Path
) -> Iterator[Voice]:
    """Open the voice without a network: its webhooks are signed and delivered by hand."""
    assert valkey.ping()
    load(database, *AMPLE)
    with open_voice(tmp_path, database_url, valkey_url) as voice:
        yield voice
