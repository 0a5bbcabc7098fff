"""The embedded Valkey: started by whoever needs it first, once, and again when it is gone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.exceptions import ResponseError

from queueing import LineAway, QueueSettings, connect, connect_once, stop_embedded
from queueing.embedded import socket_path

TOUCH = "from queueing import *; connect(QueueSettings()).incr('touched')"


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[QueueSettings]:
    settings = QueueSettings(fairline_data=tmp_path / "data")
    yield settings
    stop_embedded(settings)


def pid(settings: QueueSettings) -> int:
    return int((settings.data / "valkey" / "valkey.pid").read_text())


def test_many_processes_at_once_start_one_server(settings: QueueSettings):
    words = {"FAIRLINE_DATA": str(settings.data), "PYTHONPATH": os.pathsep.join(sys.path)}
    starters = [subprocess.Popen([sys.executable, "-c", TOUCH], env=os.environ | words) for _ in range(5)]
    assert [starter.wait(60) for starter in starters] == [0] * 5
    with connect(settings) as client:
        assert client.get("touched") == "5"


def test_the_server_is_a_process_of_its_own(settings: QueueSettings):
    with connect(settings) as client:
        client.ping()
        assert client.config_get("append*")["appendonly"] == "yes"
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert os.getsid(pid(settings)) not in {0, os.getsid(0)}


def test_a_client_outlives_a_killed_server_and_starts_it_again(settings: QueueSettings):
    with connect(settings) as client:
        client.set("key", "1")
        client.waitaof(1, 0, 5000)  # what is written down is there after a kill
        os.kill(pid(settings), signal.SIGKILL)
        assert client.get("key") == "1"


def test_a_server_whose_socket_was_tidied_away_is_started_again(settings: QueueSettings):
    with connect(settings) as client:
        client.set("key", "1")
    socket_path(settings.data).unlink()
    with connect(settings) as client:
        assert client.get("key") == "1"


def test_what_was_stored_is_there_after_a_stop(settings: QueueSettings):
    with connect(settings) as client:
        client.set("key", "1")
    server = pid(settings)
    stop_embedded(settings)
    assert not socket_path(settings.data).exists()
    with connect(settings) as client:
        assert client.get("key") == "1"
    assert pid(settings) != server


def test_a_long_folder_gets_a_short_socket_of_ones_own(tmp_path: Path):
    settings = QueueSettings(fairline_data=tmp_path / ("long-" * 20))
    with connect(settings) as client:
        client.ping()
    path = socket_path(settings.data)
    assert len(str(path)) <= 100
    assert path.parent.stat().st_mode & 0o777 == 0o700
    stop_embedded(settings)
    path.parent.rmdir()


def test_a_server_started_for_one_errand_ends_with_it(settings: QueueSettings):
    with connect_once(settings) as client:
        client.set("key", "1")
        mine = pid(settings)
    assert not socket_path(settings.data).exists()
    with connect(settings) as client:
        assert client.get("key") == "1"
        theirs = pid(settings)
        with connect_once(settings) as once:
            assert once.get("key") == "1"
        assert client.get("key") == "1"
    assert pid(settings) == theirs != mine


def test_a_server_started_for_an_errand_that_fails_ends_too(settings: QueueSettings):
    with pytest.raises(ResponseError), connect_once(settings) as client:
        client.execute_command("NO-SUCH-COMMAND")
    assert not socket_path(settings.data).exists()


def test_stopping_what_never_ran_is_no_error(tmp_path: Path):
    stop_embedded(QueueSettings(fairline_data=tmp_path / "never"))


def test_a_server_that_cannot_start_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("queueing.embedded.PATIENCE", 0.1)
    settings = QueueSettings(fairline_data=tmp_path / "data")
    folder = settings.data / "valkey" / "appendonlydir"
    folder.mkdir(parents=True)
    (folder / "appendonly.aof.manifest").write_text("not a manifest\n")
    with pytest.raises(LineAway, match=r"valkey\.log"):
        connect(settings).ping()


def test_a_url_means_no_embedded_server(valkey_url: str, tmp_path: Path):
    settings = QueueSettings(fairline_data=tmp_path / "data", redis_url=valkey_url)
    with connect(settings) as client:
        assert client.ping()
    stop_embedded(settings)
    assert not (settings.data / "valkey").exists()
