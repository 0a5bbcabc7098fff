"""Bring the database to the newest shape."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from booking_core.database import Database

LOCK = 7_305_412_209  # any number that is ours: two processes that migrate at once take turns


def migrate(database: Database, revision: str = "head") -> None:
    """Apply every migration that is not applied yet, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.engine.begin() as tx:
        if not database.is_sqlite:
            tx.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = tx
        command.upgrade(config, revision)
