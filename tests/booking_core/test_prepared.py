"""A prepared statement says what SQLAlchemy would say, in the same transaction, with the same errors."""

import multiprocessing
import os
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, event, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from booking_core import Database, Prepared, insert_once, inserting, metadata
from booking_core.inserting import insert_all_once
from booking_core.one_writer import Busy, Lock

SEVEN = datetime(2021, 3, 1, 11, 0, 0, 5, tzinfo=UTC)
ERRAND = metadata.tables["errand"]
PUT = Prepared(insert(ERRAND))
PUT_EACH = Prepared(insert(ERRAND).inline())
KEYS = bindparam("keys", expanding=True)
THESE = select(ERRAND).where(ERRAND.c.key.in_(KEYS), ERRAND.c.kind.in_(["a", "b"]))
GIVEN = Prepared(THESE.order_by(ERRAND.c.key))


def put(tx, key, **more):
    values = {"kind": "a", "payload": {"é": [1, None, "x"]}, "due": SEVEN, "fence": 0} | more
    PUT.all(tx, key=key, **values)


def test_rows_are_those_that_sqlalchemy_reads_with_lists_of_any_length(database: Database):
    database.run(lambda tx: [put(tx, key, kind=kind) for key, kind in (("1", "a"), ("2", "b"), ("3", "c"))])
    with database.reading() as look:
        for keys in ([], ["1"], ["1", "2"], ["2", "3", "4"], ["1"]):
            ours = GIVEN.all(look, keys=keys)
            assert ours == [tuple(row) for row in look.execute(THESE.order_by(ERRAND.c.key), {"keys": keys})]
            assert len(ours) == len(set(keys) & {"1", "2"})


def test_words_and_numbers_of_its_own_are_written_in_it_as_they_are(database: Database):
    odd = "it's 100 % \\ :key"
    own = Prepared(select(ERRAND.c.key, ERRAND.c.kind == odd, ERRAND.c.fence + 2).where(ERRAND.c.kind == odd))
    with database.reading() as look:
        assert "100" in own.for_engine(look.dialect, {}).sql
        assert own.all(look) == []
    database.run(lambda tx: put(tx, "1", kind=odd))
    with database.reading() as look:
        assert own.all(look) == [("1", True, 2)]


def test_rows_that_are_inserted_at_once_first_take_no_answer_from_one_that_is_inserted_then(
    database: Database,
):
    inserting._for.cache_clear()  # as where a process has just begun
    rows = [{"kind": "a", "key": key, "payload": {}, "due": SEVEN} for key in ("1", "2")]
    database.run(lambda tx: insert_all_once(tx, ERRAND, rows))
    for key, is_new in (("2", False), ("3", True), ("3", False)):
        row = rows[0] | {"key": key}
        assert database.run(lambda tx, row=row: insert_once(tx, ERRAND, **row)) is is_new


def test_what_is_written_is_gone_with_its_transaction(database: Database):
    def work(tx):
        put(tx, "1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run(work)
    with database.reading() as look:
        assert GIVEN.first(look, keys=["1"]) is None
        assert look.in_transaction()


def test_a_key_that_is_taken_is_sqlalchemys_error_and_tried_again(database: Database):
    keys = iter(["1", "1", "2"])
    database.run(lambda tx: put(tx, next(keys)))
    database.run(lambda tx: put(tx, next(keys)))
    with database.reading() as look:
        assert len(GIVEN.all(look, keys=["1", "2"])) == 2
    with pytest.raises(IntegrityError) as caught:
        database.run(lambda tx: put(tx, "1"))
    assert "é" not in str(caught.value)


def test_whoever_listens_to_sqlalchemy_hears_of_it(database: Database):
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    database.run(lambda tx: put(tx, "1"))
    assert len([each for each in heard if each.startswith("INSERT INTO errand")]) == 1


def test_many_rows_are_written_in_one_go_and_heard_of_once(database: Database):
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    rows = [{"kind": "a", "payload": {"n": n}, "due": SEVEN, "fence": 0, "key": str(n)} for n in range(3)]
    database.run(lambda tx: PUT_EACH.each(tx, rows))
    assert [each[3] for each in database.run(lambda tx: GIVEN.all(tx, keys=list("012")))] == [
        {"n": n} for n in range(3)
    ]
    assert len([each for each in heard if each.startswith("INSERT INTO errand")]) == 1


def test_a_server_that_closed_the_connection_is_told_from_a_wrong_word(postgresql_url: str):
    database = Database(postgresql_url)
    with database.engine.connect() as tx:
        mine = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        database.run(lambda other: other.exec_driver_sql(f"SELECT pg_terminate_backend({mine})"))
        with pytest.raises(OperationalError) as caught:
            GIVEN.all(tx, keys=["1"])
    assert caught.value.connection_invalidated
    database.run(lambda tx: put(tx, "1"))
    database.close()


def test_a_lock_is_not_shared_with_a_fork_nor_kept_on_a_file_that_is_gone(tmp_path):
    lock, other, far = Lock(tmp_path / "writer"), Lock(tmp_path / "writer"), 10.0**9
    with lock.locked(far):
        child = multiprocessing.get_context("fork").Process(target=_takes, args=(lock,))
        child.start()
        child.join()
        assert child.exitcode == 1
        (tmp_path / "writer").unlink()
    with lock.locked(far), pytest.raises(Busy), other.locked(0):
        raise AssertionError
    for each in (lock, other):
        each.close()


def _takes(lock):
    try:
        with lock.locked(0):
            pass
    except Busy:
        os._exit(1)
