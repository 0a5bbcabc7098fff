"""What the bench calls the same SQL is the same SQL, for somebody else."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import func, select, update

from booking_core import Database, Outbox, insert_once, metadata
from scripts.measures.sql.driver import Driver
from scripts.measures.sql.recording import recorded
from scripts.measures.sql.replay import NotThere, Template
from tests.queueing.morning import SEVEN

ERRAND = metadata.tables["errand"]
MANY = 60  # so that an id is not taken for a state


def owe(database: Database, key: str) -> int:
    """Owe an errand, and write to it by the id that the database gave it."""

    def work(tx):
        insert_once(tx, ERRAND, kind="hang_up", key=key, payload={}, due=SEVEN)
        found = tx.scalar(select(ERRAND.c.id).where(ERRAND.c.key == key))
        tx.execute(update(ERRAND).where(ERRAND.c.id == found).values(fence=1))
        return found

    return database.run(work)


@pytest.fixture
def driver(database_url: str) -> Iterator[Driver]:
    with closing(Driver(database_url)) as driver:
        yield driver


@pytest.fixture
def template(database: Database) -> Template:
    for number in range(MANY):
        owe(database, f"before {number}")
    with recorded(database.engine) as recording:
        owe(database, "the first")
    statements = [each.sql.split(None, 1)[0] for each in recording.statements]
    assert statements[-4:] == ["INSERT", "SELECT", "UPDATE", "COMMIT"]
    return Template(recording, {"key": "the first"})


def test_a_recording_is_asked_again_by_the_bare_driver(
    template: Template, database: Database, driver: Driver
):
    known = driver.run(lambda cursor: template.run(cursor, {"key": "another"}))
    columns = (ERRAND.c.id, ERRAND.c.key, ERRAND.c.fence)
    with database.reading() as look:
        *_, first, another = look.execute(select(*columns).order_by(ERRAND.c.id)).all()
    assert (first.key, another.key, another.fence) == ("the first", "another", 1)
    assert template.of(first.id, known) == another.id


def test_rows_that_were_written_at_once_are_written_at_once_again(database: Database, driver: Driver):
    rows = [(key, {}, SEVEN) for key in ("the one here", "the other here")]
    with recorded(database.engine) as recording:
        database.run(lambda tx: Outbox.put_all(tx, "hang_up", rows))
    template = Template(recording, {"one": "the one here", "other": "the other here"})
    driver.run(lambda cursor: template.run(cursor, {"one": "a third", "other": "a fourth"}))
    with database.reading() as look:
        keys = look.scalars(select(ERRAND.c.key).order_by(ERRAND.c.id)).all()
    assert keys == ["the one here", "the other here", "a third", "a fourth"]


def test_where_an_answer_falls_short_nothing_is_written(
    template: Template, database: Database, driver: Driver
):
    with pytest.raises(NotThere):  # it is owed already, so the insert gives no id
        pytest.fail(f"sufficed: {driver.run(lambda cursor: template.run(cursor, {'key': 'before 1'}))}")
    with database.reading() as look:
        assert look.scalar(select(func.count()).select_from(ERRAND)) == MANY + 1
