"""Bring the database to the newest shape."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from booking_core.database import Database

LOCK = 7_305_412_209  # any number that is ours: two processes that migrate at once take turns


def migrate(database: Database, revision: str = "head") -> None:
    """Apply every migration that is not applied yet, in one transaction."""
    config = _config()
    with database.engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        if database.is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
            raise RuntimeError("a migration has left rows that refer to nothing")


def is_migrated(database: Database) -> bool:
    """Tell whether every migration is applied."""
    with database.reading() as look:
        there = MigrationContext.configure(look).get_current_revision()
    return there == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table that others refer to: it changes one by a copy (sqlite.org/lang_altertable)."""
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")  # which counts only outside a transaction
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
