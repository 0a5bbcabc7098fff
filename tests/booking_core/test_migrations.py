"""The migrations make just what the tables say, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

import agents.tables
import ivr.tables
import queueing.tables
from booking_core import Database, metadata, migrate

ROOMS = (agents.tables, ivr.tables, queueing.tables)  # imported, so that their tables are on the metadata
STORED = """
INSERT INTO campaign (id, name, timezone, rules) VALUES (1, 'x', 'UTC', '{}')
INSERT INTO region (id, name) VALUES (1, 'r')
INSERT INTO clinic (id, name, region_id, address, timezone) VALUES (1, 'c', 1, 'a', 'UTC')
INSERT INTO slot (id, clinic_id, campaign_id, starts_at, minutes) VALUES (1, 1, 1, '2021-03-08 09:00:00.000000', 15)
INSERT INTO person (id, phone, birth_date) VALUES (1, '+19025550142', '1931-05-02')
INSERT INTO unit (id, slot_id, seq, state, claim_id) VALUES (1, 1, 0, 2, 'a')
INSERT INTO claim (id, party, person_id, campaign_id, dose, unit_id, state, channel, created_at) VALUES ('a', 'p', 1, 1, 1, 1, 'confirmed', 'phone', '2021-03-01 09:00:00.000000')
INSERT INTO event (claim_id, kind, at) VALUES ('a', 'confirmed', '2021-03-01 09:00:00.000000')
"""  # noqa: E501

DRAWN = """
INSERT INTO place (id, line, key, ticket, phone, language, wish, state, why, version, arrived_at, joined_at, changed_at, deadline)
VALUES (1, 'main', 1, '12345674', '+19025550142', 'en', '{}', 'promised', 'drawn', 2, '2021-03-01 09:00:00.000000', '2021-03-01 09:00:00.000000', '2021-03-01 09:00:00.000000', '2021-03-04 09:00:00.000000')
"""  # noqa: E501


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


def test_who_was_promised_a_callback_by_a_draw_is_owed_it_still(empty: Database):
    migrate(empty, "0018")
    with empty.engine.begin() as tx:
        tx.execute(text(DRAWN))
    migrate(empty)
    with empty.engine.begin() as tx:
        owed = "SELECT place_id, number, attempt, misses, ended_at FROM promise"
        assert tx.execute(text(owed)).all() == [(1, "+19025550142", 0, 0, None)]


def test_what_is_stored_outlives_a_table_that_is_made_anew(empty: Database):
    migrate(empty, "0006")
    with empty.engine.begin() as tx:
        for statement in STORED.strip().splitlines():
            tx.execute(text(statement))
    migrate(empty)
    with empty.engine.begin() as tx:
        held = "SELECT c.id, u.state, p.twin FROM claim c, unit u, person p WHERE u.claim_id = c.id"
        assert tx.execute(text(held)).all() == [("a", 2, 0)]
        with pytest.raises(IntegrityError):
            tx.execute(text("UPDATE claim SET unit_id = 7"))  # references are kept still
