"""Fixtures of the line."""

import pytest
from redis import Redis

from booking_core import Database
from tests.booking_core.campaign import load, slots
from tests.queueing.crowd import CAMPAIGN, TIMES
from tests.queueing.morning import Morning


@pytest.fixture
def morning(database: Database, valkey: Redis) -> Morning:
    return Morning(database, valkey)


@pytest.fixture
def surge(morning: Morning) -> Morning:
    """Open four units in Truro, and two in Sydney."""
    load(morning.database, *slots("Truro", 2, *TIMES), *slots("Sydney", 1, *TIMES), campaign=CAMPAIGN)
    return morning
