"""Killed at every step of a callback, with two clocks and four workers: one ring an attempt, nobody lost."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from booking_core import Database, DatabaseAway, SystemClock
from ivr.dials import WHILE_LEASED
from queueing import Place, QueueSettings, connect, stop_embedded
from tests.booking_core.campaign import load
from tests.carrier.peer import until
from tests.ivr.crew import Crew, crew
from tests.ivr.faulty import Faulty, faulty
from tests.queueing.morning import Morning
from tests.queueing.owed import ask

pytestmark = pytest.mark.slow

ALWAYS = """
name = "Day and night"
timezone = "America/Halifax"

[callbacks]
weekdays = "00:00-24:00"
weekends = "00:00-24:00"
never_outside = "00:00-24:00"
"""
RECOVERED, LOCKS_GO = 30.0, 20.0  # seconds
PEOPLE = 3
KINDS = ("clock", "worker")


class Held:
    """Holds the carrier's answers back at one step, once, and tells that it has come."""

    def __init__(self, step: str) -> None:
        self.step, self.reached, self.go_on = step, threading.Event(), threading.Event()

    def __call__(self, step: str) -> None:
        if step == self.step and not self.reached.is_set():
            self.reached.set()
            self.go_on.wait(60)


@pytest.fixture
def carrier() -> Iterator[Faulty]:
    with faulty() as carrier:
        yield carrier


@pytest.fixture
def owing(database: Database, valkey: Redis) -> Morning:
    """Owe three people a callback, with a desk for each."""
    return owe(database, valkey)


def owe(database: Database, redis: Redis) -> Morning:
    load(database, campaign=ALWAYS)
    morning = Morning(database, redis)
    morning.now = SystemClock().now()
    for n in range(PEOPLE):
        morning.desks.ready(f"ann{n}", f"client:ann{n}", morning.now)
        morning.desks.leg_up(f"ann{n}", "CAdesk", morning.now)
    for n in range(PEOPLE):
        place = morning.caller(f"+190255501{n:02}")
        ask(morning, place)
        morning.hang_up(place.call_sid)
    with database.engine.begin() as tx:
        tx.execute(text("UPDATE promise SET due = agreed_at"))
        tx.execute(text("UPDATE errand SET done_at = due"))  # the desks' phones are up
    return morning


def places(morning: Morning) -> list[Place]:
    return [morning.place(each) for each in range(1, PEOPLE + 1)]


def all_ring(morning: Morning, carrier: Faulty) -> bool:
    return all(each.state == "dialling" and each.call_sid for each in places(morning)) and not carrier.answers


def once_each(carrier: Faulty) -> None:
    dials = carrier.dials()
    assert len(dials) == len(set(dials)) == PEOPLE, dials


def nobody_is_lost(morning: Morning, before: list[Place]) -> None:
    """Every key is as it was, and every state has an end that lies ahead."""
    assert [each.key for each in places(morning)] == [each.key for each in before]
    endless = "SELECT count(*) FROM place WHERE deadline IS NULL AND state NOT IN ('done', 'left', 'stopped')"
    with morning.database.reading() as look:
        assert look.scalar(text(endless)) == 0


def recovers(morning: Morning, carrier: Faulty, there: Crew, since: float) -> None:
    there.start("clock", 2)
    there.start("worker", 4)
    until_within(since + RECOVERED, lambda: all_ring(morning, carrier))
    time.sleep(1)  # for whoever would ring once more
    once_each(carrier)


def until_within(end: float, is_so) -> None:
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError(f"it took more than {RECOVERED} seconds")


@pytest.mark.parametrize(
    "step", ["created", *(pytest.param(each, marks=pytest.mark.long) for each in ("asked", "replied"))]
)
def test_killed_while_the_carrier_is_asked(
    owing: Morning, carrier: Faulty, database_url: str, valkey_url: str, tmp_path: Path, step: str
) -> None:
    held, before = Held(step), places(owing)
    carrier.gate = held
    with crew(tmp_path, database_url, valkey_url, carrier.base) as there:
        there.start("clock", 2)
        there.start("worker", 4)
        assert held.reached.wait(60)
        there.kill(*KINDS)
        killed = time.monotonic()
        if step == "asked":  # it dies before its request is read: nothing was ever created
            carrier.answers = [(500, 0)]
        held.go_on.set()
        until(lambda: not carrier.answers)
        recovers(owing, carrier, there, killed)
    nobody_is_lost(owing, before)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 12))
def test_killed_at_any_moment(
    owing: Morning, carrier: Faulty, database_url: str, valkey_url: str, tmp_path: Path, seed: int
) -> None:
    """Kill whom chance says, when chance says: between any two steps there is a moment that it finds."""
    chance, before = random.Random(seed), places(owing)
    carrier.gate = lambda _step: time.sleep(chance.uniform(0, 0.2))
    with crew(tmp_path, database_url, valkey_url, carrier.base) as there:
        for _ in range(4):
            there.start("clock", 2 - len(there.processes.get("clock", [])))
            there.start("worker", 4 - len(there.processes.get("worker", [])))
            time.sleep(chance.uniform(1, 5))
            there.kill(*chance.choice([("worker",), ("clock",), KINDS]))
        there.kill(*KINDS)
        recovers(owing, carrier, there, time.monotonic())
    nobody_is_lost(owing, before)


def test_redis_killed_while_it_is_dialled(
    database: Database, carrier: Faulty, database_url: str, short_folder: Path
) -> None:
    settings = QueueSettings(fairline_data=short_folder / f"killed-{time.monotonic_ns()}")
    held = Held("created")
    try:
        with closing(connect(settings)) as redis:
            owing = owe(database, redis)
            before = places(owing)
            carrier.gate = held
            with crew(settings.data, database_url, None, carrier.base) as there:
                there.start("clock", 2)
                there.start("worker", 4)
                assert held.reached.wait(60)
                os.kill(int((settings.data / "valkey" / "valkey.pid").read_text()), signal.SIGKILL)
                killed = time.monotonic()
                held.go_on.set()
                until_within(killed + RECOVERED, lambda: all_ring(owing, carrier))
                once_each(carrier)
            nobody_is_lost(owing, before)
    finally:
        stop_embedded(settings)


def test_a_worker_that_was_stopped_past_its_lease_has_nothing_to_say(
    owing: Morning, carrier: Faulty, database_url: str, valkey_url: str, tmp_path: Path
) -> None:
    held = Held("created")
    carrier.gate = held
    with (
        crew(tmp_path, database_url, valkey_url, carrier.base) as stopped,
        crew(tmp_path, database_url, valkey_url, carrier.base) as others,
    ):
        others.start("clock", 2)
        stopped.start("worker", 1)
        assert held.reached.wait(60)
        stop_between_writes(stopped, owing.database)
        since = time.monotonic()
        held.go_on.set()
        until_within(time.monotonic() + LOCKS_GO, lambda: leases_lapse(owing.database))
        others.start("worker", 3)
        until_within(time.monotonic() + RECOVERED, lambda: all_ring(owing, carrier))
        until(lambda: closed(owing) == PEOPLE, "the dials to be closed")
        said = rows(owing)
        time.sleep(max(0.0, since + WHILE_LEASED.total_seconds() + 1 - time.monotonic()))
        stopped.signal("worker", signal.SIGCONT)
        time.sleep(3)
        assert rows(owing) == said
        once_each(carrier)
    assert any(fence == 2 for fence, *_ in said)


def leases_lapse(database: Database) -> bool:
    """End every lease; not while the stopped worker has a lock, which the database takes from it."""
    lapse = text("UPDATE errand SET lease_until = due WHERE done_at IS NULL")
    try:
        database.run(lambda tx: tx.execute(lapse))
    except DatabaseAway:
        return False
    return True


def stop_between_writes(there: Crew, database: Database) -> None:
    """Stop the workers, but not in the midst of a write to SQLite: a file has nobody to end that for them."""
    there.signal("worker", signal.SIGSTOP)
    while database.is_sqlite and not may_write(database):
        there.signal("worker", signal.SIGCONT)
        time.sleep(0.05)
        there.signal("worker", signal.SIGSTOP)


def may_write(database: Database) -> bool:
    try:
        database.run(lambda _: None)
    except DatabaseAway:
        return False
    return True


def closed(owing: Morning) -> int:
    return len([done for _, done, _ in rows(owing) if done is not None])


def rows(owing: Morning) -> list[tuple[object, ...]]:
    asked = "SELECT fence, done_at, error FROM errand WHERE kind = 'dial' ORDER BY id"
    with owing.database.reading() as look:
        return [tuple(row) for row in look.execute(text(asked))]
