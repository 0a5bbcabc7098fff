"""`scripts/run`: one command starts everything, Ctrl-C leaves nothing, and the data stay."""

import re
import signal
import socket
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

import pytest
import requests

from booking_core import Database, find_bookings
from scripts.stack.faults import CannotRun
from scripts.stack.room import see_that_roomy
from scripts.stack.settings import ROOT
from tests.scripts.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def terminal(short_folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(Path(mkdtemp(prefix="run-", dir=short_folder)))
    yield terminal
    terminal.kill_everything()


def test_what_a_run_announces_is_there_and_a_second_start_keeps_the_data(terminal):
    terminal.start_and_wait()
    announced = terminal.said
    for url in re.findall(r"http://\S+", announced):
        assert requests.get(url, timeout=10).status_code == 200, url
    assert stat.S_IMODE((terminal.data / "demo.env").stat().st_mode) == 0o600
    terminal.fairline("users", "add", "zoe", typed="correct horse\n")
    assert terminal.signal(signal.SIGINT) == 0
    assert terminal.processes() == []

    terminal.start_and_wait()
    assert _without_seconds(terminal.said) == _without_seconds(announced)
    assert "zoe" in terminal.fairline("users", "list")
    assert terminal.signal(signal.SIGTERM) == 0
    assert terminal.processes() == []


def test_what_was_booked_is_still_booked_after_everything_was_killed(terminal):
    terminal.start_and_wait()
    heard = terminal.phone("--from", "+19025550142", "--keys", _of_the_readme("--keys"))
    reference = re.sub(r"\D", "", re.findall(r"Your reference is ([\d ,]+)", heard)[0])
    assert _booked(terminal.data) == [reference]
    terminal.kill_everything()

    terminal.start_and_wait()
    assert _booked(terminal.data) == [reference]
    assert terminal.signal(signal.SIGHUP) == 0  # the terminal was closed
    assert terminal.processes() == []


def test_a_process_that_dies_is_started_again_and_nothing_outlives_the_run(terminal):
    terminal.start_and_wait()
    (worker,) = [each for each in terminal.processes() if "ivr.worker" in each.cmdline()]
    worker.kill()
    terminal.read_until("worker had ended (-9) and was started again")
    terminal.run.kill()
    terminal.wait_until_none_is_left()
    terminal.end()


@pytest.mark.parametrize(("at", "variable"), [(0, "WEB_PORT"), (1, "CONSOLE_PORT"), (2, "CARRIER_PORT")])
def test_a_busy_port_is_named_in_one_line_before_anything_is_started(terminal, at, variable):
    with socket.create_server(("127.0.0.1", terminal.ports[at])):
        terminal.start()
        assert terminal.end() == 1
    assert len(terminal.said.splitlines()) == 1
    assert str(terminal.ports[at]) in terminal.said
    assert variable in terminal.said
    assert list(terminal.data.iterdir()) == []
    assert terminal.processes() == []


def test_a_second_run_over_the_same_data_is_refused(terminal):
    terminal.start_and_wait()
    second = Terminal(terminal.data)
    second.start()
    assert second.end() == 1
    assert "another run has the data folder" in second.said
    assert terminal.signal(signal.SIGINT) == 0


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("HOTLINE_NUMBER", "nine", "fairline: HOTLINE_NUMBER: "),
        ("SECRET_KEY", "short", "fairline: SECRET_KEY: "),
        ("REDIS_URL", "redis://127.0.0.1:1/0", "fairline: Redis does not answer: "),
    ],
)
def test_settings_that_are_wrong_are_named(terminal, monkeypatch, variable, value, says):
    monkeypatch.setenv(variable, value)
    terminal.start()
    assert terminal.end() == 1
    assert says in terminal.said
    assert "Traceback" not in terminal.said


def test_a_disk_without_room_is_said_so(tmp_path, monkeypatch):
    see_that_roomy(tmp_path)
    monkeypatch.setattr("scripts.stack.room.LEAST", 1 << 60)
    with pytest.raises(CannotRun, match=f"there is no room in {tmp_path}: [0-9]+ MB are free"):
        see_that_roomy(tmp_path)


def _of_the_readme(flag: str) -> str:
    return re.findall(rf'{flag} "([^"]+)"', (ROOT / "README.md").read_text())[0]


def _booked(data: Path) -> list[str]:
    with closing(Database(f"sqlite:///{data / 'fairline.sqlite3'}")) as database, database.reading() as look:
        return [booking.reference for booking in find_bookings(look, phone="+19025550142")]


def _without_seconds(text: str) -> str:
    return re.sub(r"after [\d.]+ s", "", text)
