"""Fixtures of the console: the application in this process, or really served."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from redis import Redis

from agents import passwords
from agents.console import create_app
from agents.settings import ConsoleSettings
from booking_core import Database
from tests.agents.room import Browser, FixedClock, Room, utc_now
from tests.fixtures.stack import free_ports

SECRET = "for the tests alone " * 3
HOTLINE = "+19025550100"


@pytest.fixture(autouse=True)
def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash in little memory and one round: a hash is checked by its own parameters, whatever they are."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def room(database: Database, valkey: Redis) -> Room:
    """The world behind the console, with clinics and nobody in the line."""
    room = Room(database, valkey, utc_now())
    room.load()
    return room


@pytest.fixture
def settings(database_url: str, valkey_url: str, tmp_path: Path) -> ConsoleSettings:
    return ConsoleSettings(
        fairline_data=tmp_path,
        database_url=database_url,
        redis_url=valkey_url,
        secret_key=SECRET,
        hotline_number=HOTLINE,
    )


@pytest.fixture
def clock(room: Room) -> FixedClock:
    return FixedClock(room.now)


class Compiled(BytecodeCache):
    """The templates' code, compiled once for all the consoles of this test process."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.code


COMPILED = Compiled()


@pytest.fixture
def app(settings: ConsoleSettings, clock: FixedClock) -> Iterator[Flask]:
    app = create_app(settings, clock)
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    app.extensions["fairline"].close()


@pytest.fixture
def screen(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def served(room: Room, settings: ConsoleSettings) -> Iterator[str]:
    """Serve the console by the server that serves it in earnest; returns its address."""
    del room  # the world has to be there first
    (port,) = free_ports(1)
    with serving(settings, port) as address:
        yield address


@contextmanager
def serving(settings: ConsoleSettings, port: int) -> Iterator[str]:
    """Serve the console at a port until the block ends."""
    environment = {
        "FAIRLINE_DATA": str(settings.fairline_data),
        "DATABASE_URL": str(settings.database_url),
        "REDIS_URL": str(settings.redis_url),
        "SECRET_KEY": SECRET,
        "SOFTPHONE_URL": "http://127.0.0.1:1/handset",
    }
    words = f"--interface wsgi --host 127.0.0.1 --port {port} --blocking-threads 32 --workers-kill-timeout 1"
    command = [Path(sys.executable).parent / "granian", *words.split(), "--no-ws", "agents.web:app"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address
        server.terminate()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=2):
            return
        time.sleep(0.05)
    raise AssertionError("the console does not answer")
