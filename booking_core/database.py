"""One transaction at a time, on SQLite or PostgreSQL, tried again when the engine asks for it."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from select import POLLIN, poll
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from booking_core.kept_connections import KeptConnections
from booking_core.looked_up import forget
from booking_core.one_writer import PATIENCE, Busy, OneWriter
from booking_core.prepared import Prepared, plain
from booking_core.settings import GroundSettings

T = TypeVar("T")

ATTEMPTS = 4
LONGEST_PAUSE = 10  # seconds, between two statements of one transaction
# serialization_failure, deadlock_detected, lock_not_available, and unique_violation (PostgreSQL, appendix A;
# sqlite.org/rescode.html): somebody else wrote the row between our look and our write, or a number was drawn
# that somebody else has, so we look and draw again
TRY_AGAIN = {"40001", "40P01", "55P03", "23505", "SQLITE_CONSTRAINT_UNIQUE"}
STATEMENTS_KEPT = 1024  # by each connection to SQLite: of fewer, those of a sweep put out those of a call
PAGES_KEPT = 16 * 1024  # kibibytes of the file, by each connection: of 2,000 a large line reads on and on
READING = "fairline_reading"
BEGIN, BEGIN_TO_READ = plain("BEGIN IMMEDIATE"), plain("BEGIN")


class DatabaseAway(Exception):
    """The database does not answer."""


class Database:
    """The engine behind everything that is promised."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self.engine = create_engine(url, **_arguments(is_sqlite=self.is_sqlite))
        if self.is_sqlite:
            event.listen(self.engine, "connect", _open_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine, "checkout", _see_that_alive)
        event.listen(self.engine, "rollback_savepoint", _forget_what_is_undone)
        self._writer = OneWriter(self.engine.url.database) if self.is_sqlite else None
        self._alone: AbstractContextManager[None] = self._writer or nullcontext()
        self._writing = KeptConnections(self.engine)
        self._reading = KeptConnections(self.engine, **{READING: True})

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do the work in one transaction and commit; try again after a deadlock or a busy lock.

        Raises DatabaseAway where there is no connection, or where others write or hold a lock for too long.
        """
        ends = time.monotonic() + PATIENCE
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._alone, self._connected() as tx, tx.begin():
                    return work(tx)
            except Busy as error:
                raise DatabaseAway(str(error)) from error
            except (DBAPIError, NoConnectionFree) as error:
                if attempt == ATTEMPTS or not _try_again(error):
                    raise _plainer(error) from error
                if time.monotonic() > ends:
                    raise DatabaseAway("others write at the same time") from error
                time.sleep(random.uniform(0.5, 1.5) * 0.01 * 2**attempt)
        raise AssertionError("unreachable")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look without writing: on SQLite this waits for no writer."""
        try:
            with self._looking() as look:
                yield look
        except (DBAPIError, NoConnectionFree) as error:
            raise _plainer(error) from error

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writing.close()
        self._reading.close()
        self.engine.dispose()

    def _connected(self) -> AbstractContextManager[Connection]:
        return self.engine.connect() if self._writer is None else self._writing.one()

    def _looking(self) -> AbstractContextManager[Connection]:
        return self.engine.connect() if self._writer is None else self._reading.one()


def open_database(settings: GroundSettings) -> Database:
    """Open the database that the environment names."""
    return Database(settings.sql_url)


def _arguments(*, is_sqlite: bool) -> dict[str, Any]:
    pool: dict[str, Any] = {"pool_size": 16, "max_overflow": 32, "pool_timeout": 5}
    pool["hide_parameters"] = True  # a fault's text must not carry birth dates and numbers into a log
    if is_sqlite:
        kept = {"cached_statements": STATEMENTS_KEPT}
        return pool | {"connect_args": {"timeout": PATIENCE, "check_same_thread": False} | kept}
    # Who waits for a lock keeps a place in its line; who gives up and tries again stands behind everybody.
    # And who is stopped in the midst of a transaction loses it, rather than everybody else their turn.
    waits = {"lock_timeout": PATIENCE, "statement_timeout": 2 * PATIENCE}
    waits["idle_in_transaction_session_timeout"] = LONGEST_PAUSE
    options = " ".join(f"-c {name}={seconds}s" for name, seconds in waits.items()) + " -c timezone=UTC"
    return pool | {"connect_args": {"options": options, "connect_timeout": 3}}


def _see_that_alive(connection: Any, _record: object, _proxy: object) -> None:
    """Let the pool open another connection where the server has closed this one; that is told unasked.

    A ping would tell too, but takes as long as a statement, before every transaction.
    """
    there = poll()
    if not connection.closed:
        there.register(connection.fileno(), POLLIN)
    if connection.closed or there.poll(0):
        raise DisconnectionError


def _open_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{PAGES_KEPT}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN that reads and then writes fails with SQLITE_BUSY, which no timeout cures.
    reading = connection.get_execution_options().get(READING)
    Prepared.asked(connection, BEGIN_TO_READ if reading else BEGIN, ())


def _forget_what_is_undone(connection: Connection, _name: str, _context: None) -> None:
    forget(connection)


def _try_again(error: DBAPIError | NoConnectionFree) -> bool:
    if not isinstance(error, DBAPIError):
        return False
    names = (getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorname"))
    return not TRY_AGAIN.isdisjoint(names)


def _plainer(error: DBAPIError | NoConnectionFree) -> Exception:
    if isinstance(error, NoConnectionFree):
        return DatabaseAway("every connection to the database is in use")
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return DatabaseAway(str(error.orig).splitlines()[0])
    return error
