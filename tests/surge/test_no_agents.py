"""Thousands of callers, hundreds of units and nobody to talk to: turns by key, the truth for all others."""

from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import func, select

import booking_core.tables as booking
from booking_core import Database
from queueing import measured
from scripts.mornings.hotline import settings
from scripts.mornings.world import World, open_world
from tests.booking_core.campaign import NOW, load
from tests.surge.morning import Surge, a_crowd, clinics, overtaken, served

pytestmark = pytest.mark.slow

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
"""
DENIED = ("no times left", "being looked at by somebody else", "sold out")
AT_MOST_OPEN = 2.5  # seconds: two sweeps


def morning(world: World, callers: int, rate: float, minutes: float) -> Surge:
    surge = Surge(world)
    surge.dial(a_crowd(7, callers, rate))
    longest: list[float] = [0.0]

    def look() -> None:
        surge.look_for_open_units()
        longest[0] = max(longest[0], surge.longest_left_open())

    world.watchers.append(look)
    world.run(minutes * 60)
    assert longest[0] <= AT_MOST_OPEN, "a unit stayed open while somebody on the phone wanted it"
    return surge


def judge(surge: Surge, units: int) -> None:
    world = surge.world
    found = served(world)
    assert len(found) > units / 10
    assert list(overtaken(found)) == []
    with world.database.reading() as look:
        report = measured.report(look, "main", world.start, world.now)
        sure = booking.claim.c.state == "confirmed"
        parties = look.scalar(select(func.count(booking.claim.c.party.distinct())).where(sure))
    assert report.overtaken.seats > parties, "what a caller let go of was given to nobody else"
    assert report.overtaken.unexplained == 0, report.overtaken.places
    with world.database.reading() as look:
        booked = look.scalar(select(func.count()).where(booking.unit.c.state == booking.BOOKED))
        kept = (booking.unit.c.state == booking.HELD) & (booking.unit.c.hold_until > world.now)
        turns = look.scalar(select(func.count()).where(kept))  # of people who are away, for ten minutes each
        parties = set(look.scalars(select(booking.claim.c.party)))
    assert booked + turns == units
    assert booked >= 0.8 * units
    let_in = [phone for phone in surge.phones.values() if phone.sid in parties]
    for phone in let_in:
        words = " ".join(said for _, said in phone.heard)
        assert not any(denied in words for denied in DENIED), words


@pytest.mark.timeout(600)
def test_a_hundred_and_twenty_callers_for_twenty_units(
    database: Database, database_url: str, valkey: Redis, valkey_url: str, tmp_path: Path
):
    assert valkey.ping()
    load(database, *clinics(20), campaign=CAMPAIGN)
    with open_world(settings(tmp_path, database_url, valkey_url), NOW) as world:
        judge(morning(world, 120, rate=10, minutes=15), units=20)


@pytest.mark.long
@pytest.mark.timeout(5400)
def test_five_thousand_callers_for_two_hundred_units(
    database: Database, database_url: str, valkey: Redis, valkey_url: str, tmp_path: Path
):
    assert valkey.ping()
    load(database, *clinics(200), campaign=CAMPAIGN)
    with open_world(settings(tmp_path, database_url, valkey_url), NOW) as world:
        judge(morning(world, 5000, rate=50, minutes=40), units=200)
