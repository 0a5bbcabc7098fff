"""Fixtures of the line."""

import pytest
from redis import Redis

from booking_core import Database
from tests.queueing.morning import Morning


@pytest.fixture
def morning(database: Database, valkey: Redis) -> Morning:
    return Morning(database, valkey)
