"""The clock process."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from redis import Redis
from sqlalchemy import Connection, text

from booking_core import Database, Outbox, SystemClock
from queueing import Events, QueueSettings, clock, last_beat
from tests.queueing.morning import SEVEN, Morning


class Beats(Event):
    """Ends the clock after so many beats, without waiting for the seconds to pass."""

    def __init__(self, beats: int) -> None:
        super().__init__()
        self.left = beats

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout == clock.BEAT
        self.left -= 1
        if self.left == 0:
            self.set()
        return self.is_set()


def beat(database: Database, redis_url: str, tmp_path: Path, beats: int) -> None:
    settings = QueueSettings(fairline_data=tmp_path, redis_url=redis_url)
    clock.beat(settings, database, SystemClock(), Beats(beats))


def test_it_sweeps_and_rings(morning: Morning, valkey_url: str, tmp_path: Path):
    morning.desks.ready("ann", "client:ann", morning.now)
    morning.redis.delete("rq:queue:fairline")
    place = morning.caller()
    morning.redis.flushall()
    beat(morning.database, valkey_url, tmp_path, 2)
    assert morning.redis.zrange("line:{main}:order:desk.en", 0, -1) == [str(place.id)]
    assert [event.kind for event in Events(morning.redis).latest()] == ["rebuilt"]


class Naps(Event):
    """A clock whose time passes by the naps taken, so many of them; notes whether the bell rang."""

    def __init__(self, valkey: Redis, naps: int) -> None:
        super().__init__()
        self.valkey, self.naps = valkey, naps
        self.waits: list[float] = []
        self.rung: list[int] = []

    def now(self) -> datetime:
        return SEVEN + timedelta(seconds=sum(self.waits))

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        self.rung.append(self.valkey.llen("rq:queue:fairline"))
        return len(self.waits) == self.naps


def test_it_rings_for_what_falls_due_between_two_beats(
    database: Database, valkey: Redis, valkey_url: str, tmp_path: Path
):
    moments = [SEVEN + timedelta(seconds=seconds) for seconds in (30, 0.25)]
    database.run(lambda tx: [Outbox.put(tx, "hang_up", str(due), {}, due) for due in moments])
    naps = Naps(valkey, 2)
    clock.beat(QueueSettings(fairline_data=tmp_path, redis_url=valkey_url), database, naps, naps)
    assert naps.waits == [0.25, 0.75]
    assert naps.rung == [0, 1]


def test_it_says_once_that_redis_is_away_and_goes_on(database: Database, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr("queueing.valkey.TRIES", 0)
    beat(database, f"unix://{tmp_path}/nobody.sock", tmp_path, 3)
    assert capsys.readouterr().out.count("away") == 1


def test_it_says_once_that_sql_is_away_and_goes_on(valkey_url: str, tmp_path: Path, capsys):
    gone = Database(f"sqlite:///{tmp_path}/no/such/folder/fairline.sqlite3")
    beat(gone, valkey_url, tmp_path, 3)
    assert capsys.readouterr().out.count("away") == 1


def test_a_sweep_that_fails_is_logged_without_what_the_database_says_of_the_row(
    database: Database, valkey_url: str, tmp_path: Path, capsys, monkeypatch
):
    def half(tx: Connection) -> None:
        row = {"phone": "+19025550142", "born": "1931-05-02"}
        tx.execute(text("INSERT INTO account (name, role) VALUES (:phone, :born)"), row)

    monkeypatch.setattr(clock, "sweep", lambda *_, **__: database.run(half))
    beat(database, valkey_url, tmp_path, 2)
    written = capsys.readouterr().out
    assert written.count("sweep failed") == 2
    for told in ("IntegrityError", "half"):
        assert told in written
    for secret in ("9025550142", "1931-05-02"):
        assert secret not in written


def test_sigterm_ends_the_process(sqlite_url: str, valkey_url: str):
    words = {"DATABASE_URL": sqlite_url, "REDIS_URL": valkey_url, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "queueing.clock"]
    with subprocess.Popen(command, env=os.environ | words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["event"] == "started"
        process.send_signal(signal.SIGTERM)
        told = [json.loads(line)["event"] for line in process.stdout]
    assert (process.returncode, told[-1]) == (0, "ended")


def test_what_sql_knows_is_done_even_while_redis_is_away(morning: Morning, tmp_path: Path):
    morning.now = SystemClock().now() - timedelta(days=1)
    place = morning.caller()
    morning.hang_up(place.call_sid)
    assert morning.place(place.id).state == "dropped"
    beat(morning.database, "redis://127.0.0.1:1", tmp_path, 2)
    assert morning.place(place.id).state != "dropped"


def test_a_sweep_is_noted_once_it_is_done(morning: Morning, valkey_url: str, tmp_path: Path):
    assert last_beat(morning.redis) is None
    beat(morning.database, valkey_url, tmp_path, 2)
    last = last_beat(morning.redis)
    assert last is not None
    assert abs(SystemClock().now() - last) < timedelta(minutes=1)
