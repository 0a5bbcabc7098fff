"""The calls of a number are found among all of the last half hour without a look at the others."""

from contextlib import closing
from datetime import timedelta
from secrets import token_hex

from sqlalchemy import Connection, insert, text, update

from booking_core import Database
from ivr.actions.going_on import _THEIRS
from ivr.tables import conversation
from tests.queueing.morning import SEVEN

CALLS, KEYS, LOOKS = 300, 6, 20
READ = text(
    "SELECT (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'conversation')"
    " + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'conversation')"
)
NOT_YET = text("ALTER TABLE conversation SET (autovacuum_enabled = false)")  # nobody has analysed it so far
COUNT = text("SELECT pg_stat_force_next_flush()")  # when the transaction ends


def call(tx: Connection, number: int) -> None:
    """Call, and press some keys: each leaves what PostgreSQL has to clear away."""
    said = {"language": "en", "state": {}, "number": 1, "ended": False}
    for key in range(KEYS):
        now = {"reply": token_hex(700), "updated_at": SEVEN - timedelta(seconds=KEYS - key)}
        if key == 0:
            of_call = {"call_sid": f"CA{number}", "phone": f"+1902555{number:04}"}
            tx.execute(insert(conversation).values(**of_call, **said, **now))
        else:
            tx.execute(update(conversation).where(conversation.c.call_sid == f"CA{number}").values(**now))
    tx.execute(COUNT)


def read(database: Database, number: int) -> int:
    """Look for the calls of a number; return how many rows and entries of indexes were read for it."""
    asked = {"phone": f"+1902555{number:04}", "call": "another", "since": SEVEN - timedelta(minutes=30)}

    def look(tx: Connection) -> None:
        assert len(_THEIRS.all(tx, **asked)) == 1
        tx.execute(COUNT)

    before = database.run(lambda tx: tx.scalar(READ))
    database.run(look)
    return int(database.run(lambda tx: tx.scalar(READ)) - before)


def test_a_redial_reads_no_other_numbers_calls(postgresql_url: str):
    with closing(Database(postgresql_url)) as database:
        database.run(lambda tx: tx.execute(NOT_YET))
        for number in range(CALLS):
            database.run(lambda tx, number=number: call(tx, number))
    with closing(Database(postgresql_url)) as database:  # a process that has just begun
        found = [read(database, number) for number in range(LOOKS)]
    assert max(found) <= 2 * KEYS, found
