"""The database when it is busy or away: a clear word, well within the carrier's fifteen seconds."""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from booking_core import Database, DatabaseAway
from tests.house.source import ROOT


def test_a_database_that_is_not_there_is_away():
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseAway):
        nowhere.run(lambda tx: tx.execute(text("SELECT 1")))
    with pytest.raises(DatabaseAway), nowhere.reading() as look:
        look.execute(text("SELECT 1"))
    nowhere.close()


def test_nobody_writes_once_it_is_closed(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'closed.sqlite3'}")
    database.run(lambda tx: tx.execute(text("CREATE TABLE one AS SELECT 1 AS count")))
    database.close()
    with pytest.raises(DatabaseAway):
        database.run(lambda tx: tx.execute(text("UPDATE one SET count = 2")))


def test_who_finds_every_connection_in_use_has_one_as_soon_as_it_is_free(database: Database):
    """More screens begin at once than the engine has connections."""
    many, found = 100, []

    def looks() -> None:
        with database.reading() as look:
            found.append(look.scalar(text("SELECT 1")))
            time.sleep(0.05)

    threads = [threading.Thread(target=looks) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * many


def test_one_connection_writes_on_sqlite_and_is_opened_anew_after_a_fault_or_a_cut(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    begun: list[object] = []

    def count(tx):
        begun.append(tx)
        return tx.scalar(text("SELECT count FROM one"))

    def in_vain(tx):
        tx.execute(text("UPDATE one SET count = 2"))
        raise ZeroDivisionError

    database.run(lambda tx: tx.execute(text("CREATE TABLE one AS SELECT 1 AS count")))
    assert [database.run(count) for _ in range(2)] == [1, 1]
    with pytest.raises(ZeroDivisionError):
        database.run(in_vain)
    assert database.run(count) == 1
    assert begun[0] is begun[1] is not begun[2]
    database.engine.dispose()  # as where all connections are cut
    assert database.run(count) == 1
    assert begun[3] is not begun[2]
    database.close()
    assert database.engine.pool.checkedout() == 0


def test_connections_to_read_by_are_kept_and_opened_anew_after_a_fault_or_a_cut(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'kept.sqlite3'}")
    database.run(lambda tx: tx.execute(text("CREATE TABLE one AS SELECT 1 AS count")))
    with database.reading() as first, database.reading() as second:
        assert first.scalar(text("SELECT count FROM one")) == second.scalar(text("SELECT count FROM one"))
    database.run(lambda tx: tx.execute(text("UPDATE one SET count = 2")))
    with database.reading() as again:
        assert again in {first, second}
        assert again.scalar(text("SELECT count FROM one")) == 2  # as it is when the look begins
    with pytest.raises(ZeroDivisionError), database.reading() as look:
        raise ZeroDivisionError
    assert look.closed
    database.engine.dispose()  # as where all connections are cut
    with database.reading() as anew:
        assert anew not in {first, second}
    database.close()
    assert database.engine.pool.checkedout() == 0


def test_a_fork_reads_by_connections_of_its_own(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'fork.sqlite3'}")
    with database.reading() as look:
        pass
    child = multiprocessing.get_context("fork").Process(target=_reads, args=(database, look))
    child.start()
    child.join()
    assert child.exitcode == 0
    with database.reading() as again:
        assert again is look
    database.close()


def _reads(database, of_parent):
    with database.reading() as mine:
        os._exit(mine is of_parent)


def test_a_fork_writes_by_a_connection_of_its_own(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'fork.sqlite3'}")
    database.run(lambda tx: tx.execute(text("CREATE TABLE one AS SELECT 1 AS count")))
    child = multiprocessing.get_context("fork").Process(target=_counts, args=(database,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert database.run(lambda tx: tx.scalar(text("SELECT count FROM one"))) == 2
    database.close()


def _counts(database):
    mine = [id(database.run(lambda tx: tx)) for _ in range(2)]
    database.run(lambda tx: tx.execute(text("UPDATE one SET count = count + 1")))
    os._exit(len(set(mine)) - 1)


def test_another_process_that_does_not_stop_writing_is_waited_for_only_so_long(tmp_path):
    url = f"sqlite:///{tmp_path / 'busy.sqlite3'}"
    here, there = Database(url), Database(url)
    begun, ended = threading.Event(), threading.Event()

    def write(_tx):
        begun.set()
        ended.wait(30)

    writer = threading.Thread(target=there.run, args=(write,))
    writer.start()
    begun.wait(10)
    with pytest.raises(DatabaseAway):
        here.run(lambda tx: tx.execute(text("SELECT 1")))
    with here.reading() as look:
        assert look.scalar(text("SELECT 1")) == 1
    ended.set()
    writer.join()
    for each in (here, there):
        each.close()


WRITES_ON = """
import sys
from sqlalchemy import text
from booking_core import Database
database = Database(sys.argv[1])
while True:
    database.run(lambda tx: tx.execute(text("UPDATE busy SET count = count + 1")))
"""


def test_a_process_that_writes_all_the_time_lets_others_write_too(tmp_path):
    url = f"sqlite:///{tmp_path / 'busy.sqlite3'}"
    database = Database(url)
    database.run(lambda tx: tx.execute(text("CREATE TABLE busy AS SELECT 0 AS count")))

    def count() -> int:
        with database.reading() as look:
            return look.scalar(text("SELECT count FROM busy"))

    with subprocess.Popen([sys.executable, "-c", WRITES_ON, url], cwd=ROOT) as other:
        try:
            while count() < 20:
                time.sleep(0.01)
            before, waited = count(), []
            for _ in range(50):
                began = time.monotonic()
                database.run(lambda tx: tx.execute(text("UPDATE busy SET count = count + 1")))
                waited.append(time.monotonic() - began)
        finally:
            other.kill()
    assert count() - before > 50 + 25, "they did not take turns"
    assert max(waited) < 2, "one was kept waiting"
    database.close()


@contextmanager
def locked(database: Database) -> Iterator[threading.Event]:
    """Hold a row until the event is set, or the block ends."""
    begun, ended = threading.Event(), threading.Event()

    def hold(tx):
        tx.execute(text("SELECT * FROM busy FOR UPDATE"))
        begun.set()
        ended.wait(30)

    holder = threading.Thread(target=database.run, args=(hold,))
    holder.start()
    assert begun.wait(10)
    try:
        yield ended
    finally:
        ended.set()
        holder.join()


def test_a_lock_is_waited_for_in_its_line_and_only_so_long(postgresql_url):
    here, there = Database(postgresql_url), Database(postgresql_url)
    here.run(lambda tx: tx.execute(text("CREATE TABLE busy AS SELECT 0 AS count")))
    tries = []

    def write(tx):
        tries.append(time.monotonic())
        tx.execute(text("UPDATE busy SET count = count + 1"))

    with locked(there) as ended:
        threading.Timer(2.5, ended.set).start()
        here.run(write)
    assert len(tries) == 1
    with locked(there), pytest.raises(DatabaseAway):
        here.run(write)
    assert len(tries) == 2
    assert time.monotonic() - tries[1] < 8, "the carrier waits no longer than fifteen seconds"
    for each in (here, there):
        each.close()


def test_a_connection_that_the_server_closed_is_not_used(postgresql_url):
    database, admin = Database(postgresql_url), Database(postgresql_url)
    ours = database.run(lambda tx: tx.scalar(text("SELECT pg_backend_pid()")))
    assert database.run(lambda tx: tx.scalar(text("SELECT pg_backend_pid()"))) == ours
    admin.run(lambda tx: tx.execute(text("SELECT pg_terminate_backend(:ours, 5000)"), {"ours": ours}))
    assert database.run(lambda tx: tx.scalar(text("SELECT pg_backend_pid()"))) != ours
    for each in (database, admin):
        each.close()


def test_what_went_wrong_names_no_person(database):
    query = text("SELECT colour FROM person WHERE phone = :phone")
    with pytest.raises(Exception, match="colour") as fault:
        database.run(lambda tx: tx.execute(query, {"phone": "+19025550142"}))
    assert "5550142" not in str(fault.value)
