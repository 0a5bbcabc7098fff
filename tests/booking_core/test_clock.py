"""The clock of an edge follows the database's, and a host that is far off writes nothing."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from booking_core import ClockOff, Database, DatabaseAway, DatabaseClock, SystemClock


@dataclass
class Host:
    """A machine whose clock is wrong by so many seconds, and can be set; its ticks can be wound on."""

    wrong: float = 0
    wound: float = 0
    real: SystemClock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        return self.real.now() + timedelta(seconds=self.wrong + self.wound)

    def ticks(self) -> float:
        return time.monotonic() + self.wound


def clock_of(database: Database, host: Host) -> DatabaseClock:
    return DatabaseClock(database, host, host.ticks)


def count_questions(database: Database) -> list[str]:
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return asked


def seconds_off(clock: DatabaseClock) -> float:
    return abs((clock.now() - datetime.now(UTC)).total_seconds())


@pytest.mark.parametrize("wrong", [-1.5, 0, 1.5])
def test_hosts_that_are_a_little_off_agree(database, wrong):
    # a round trip to a database on this machine is well below this, even when the machine is busy
    assert seconds_off(clock_of(database, Host(wrong))) < 0.25


@pytest.mark.parametrize(("wrong", "says"), [(-2.6, "slow"), (2.6, "fast"), (3600, "3600.0 s fast")])
def test_a_host_that_is_far_off_has_no_time(database, wrong, says):
    with pytest.raises(ClockOff, match=says):
        clock_of(database, Host(wrong)).now()


def test_it_asks_once_a_minute(database):
    host, asked = Host(), count_questions(database)
    clock = clock_of(database, host)
    for _ in range(20):
        clock.now()
    assert len(asked) == 3  # trips, of which the quickest counts
    host.wound = 59
    clock.now()
    assert len(asked) == 3
    host.wound = 61
    with pytest.raises(ClockOff):  # the database's minute has not passed
        clock.now()
    assert len(asked) == 6


def test_a_clock_that_was_set_is_found_at_once(database):
    host = Host()
    clock = clock_of(database, host)
    clock.now()
    host.wrong = 10
    with pytest.raises(ClockOff):
        clock.now()
    host.wrong = 1
    assert seconds_off(clock) < 0.25


def test_while_the_database_is_away_the_last_offset_does(sqlite_url, tmp_path):
    there = Database(sqlite_url)
    host = Host(1.0)
    clock = clock_of(there, host)
    clock.now()
    there.engine.dispose()
    clock._database = gone = Database(f"sqlite:///{tmp_path}/no/such/folder/fairline.sqlite3")
    host.wound = 300
    assert abs((clock.now() - host.now()).total_seconds() + 1) < 0.25
    host.wrong = 7  # set meanwhile: now nobody knows
    with pytest.raises(DatabaseAway):
        clock.now()
    clock._database = there
    host.wrong, host.wound = 1.0 - 306, 306
    assert seconds_off(clock) < 0.25
    for each in (there, gone):
        each.close()


def test_before_the_database_has_answered_there_is_no_time(tmp_path):
    gone = Database(f"sqlite:///{tmp_path}/no/such/folder/fairline.sqlite3")
    with pytest.raises(DatabaseAway):
        clock_of(gone, Host()).now()
    gone.close()


def test_many_threads_ask_once(database):
    asked, host = count_questions(database), Host()
    clock = clock_of(database, host)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: clock.now(), range(64)))
    assert len(asked) == 3
