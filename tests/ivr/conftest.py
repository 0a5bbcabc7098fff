"""Fixtures of the voice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from booking_core import Database
from tests.ivr.hotline import Hotline, open_hotline


@pytest.fixture
def hotline(
    database: Database, database_url: str, valkey: Redis, valkey_url: str, tmp_path: Path
) -> Iterator[Hotline]:
    """Open a hotline, on each engine in turn."""
    assert valkey.ping()
    with open_hotline(tmp_path, database, database_url, valkey_url) as hotline:
        yield hotline
