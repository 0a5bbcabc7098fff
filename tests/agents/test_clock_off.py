"""A console whose machine has a wrong clock: it says so, it is not ready, and it writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from agents.console import create_app
from agents.settings import ConsoleSettings
from booking_core import DatabaseClock, SystemClock
from tests.agents.room import Browser, Room


@dataclass
class Host:
    """A machine whose clock is wrong by so many seconds."""

    wrong: float = 0

    def now(self) -> datetime:
        return SystemClock().now() + timedelta(seconds=self.wrong)


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def app(room: Room, settings: ConsoleSettings, host: Host) -> Iterator[Flask]:
    """The console, by the database's clock."""
    app = create_app(settings, DatabaseClock(room.database, host))
    yield app
    app.extensions["fairline"].close()


def stored(room: Room) -> list[list[tuple]]:
    with room.database.reading() as look:
        return [
            [tuple(row) for row in look.execute(text(f"SELECT * FROM {table}"))]
            for table in ("desk", "sign_in", "errand")
        ]


def test_a_clock_a_little_off_is_ready(host: Host, app: Flask) -> None:
    host.wrong = 1.5
    assert app.test_client().get("/readyz").get_json()["ready"] is True


def test_a_clock_far_off_is_not_ready(host: Host, app: Flask) -> None:
    host.wrong = 2.5
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["parts"] == {"database": "up", "redis": "up", "clock": "down"}


def test_it_writes_nothing_and_says_why(room: Room, host: Host, app: Flask) -> None:
    room.hire("rita")
    screen = Browser(app)
    screen.sign_in("rita")
    before = stored(room)
    host.wrong = -30
    answer = screen.post("/desk/ready")
    assert answer.status_code == 503
    assert "The clock of this machine is wrong" in answer.text
    assert screen.client.get("/desk/").status_code == 503
    assert stored(room) == before
    host.wrong = 0
    assert "Phone ringing" in screen.post("/desk/ready").text
    assert stored(room) != before
