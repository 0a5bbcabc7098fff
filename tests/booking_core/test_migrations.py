"""The migrations make just what the tables say, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

import agents.tables
import ivr.tables
import queueing.tables
from booking_core import Database, metadata, migrate

ROOMS = (agents.tables, ivr.tables, queueing.tables)  # imported, so that their tables are on the metadata


@pytest.fixture
def empty(database):
    """The same engine, with nothing in it."""
    with database.engine.begin() as tx:
        metadata.drop_all(tx)
        tx.execute(text("DROP TABLE IF EXISTS alembic_version"))
    return database


def test_the_migrations_make_what_the_tables_say(empty: Database):
    migrate(empty)
    with empty.engine.connect() as look:
        assert compare_metadata(MigrationContext.configure(look), metadata) == []
        for table in metadata.sorted_tables:
            there = {check["name"] for check in inspect(look).get_check_constraints(table.name)}
            wanted = {str(each.name) for each in table.constraints if str(each.name).startswith("ck_")}
            assert there == wanted


def test_migrating_again_changes_nothing(empty: Database):
    migrate(empty)
    migrate(empty)
