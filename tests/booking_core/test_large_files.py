"""A province in one file: batches rather than rows go to the database, and the seconds are printed."""

import resource
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select

from booking_core import load_campaign, load_clinics, load_invitations, tables
from booking_core.check_digits import check_digit
from tests.booking_core.campaign import CAMPAIGN, HEADER, NOW

SIZES = [20_000, pytest.param(200_000, marks=(pytest.mark.long, pytest.mark.timeout(600)))]
A_DAY = 40  # times of a clinic
A_CLINIC = 1_000


def clinics(rows, capacity):
    """A file of so many times, a thousand at each clinic."""

    def row(n):
        clinic, time = divmod(n, A_CLINIC)
        at = datetime(2021, 3, 20, 8, tzinfo=UTC) + timedelta(days=time // A_DAY, minutes=15 * (time % A_DAY))
        where = f"Clinic {clinic},Region {clinic % 12},{clinic} Main Street"
        return f"{where},{at:%Y-%m-%dT%H:%M},15,{capacity},first\n"

    return HEADER + "".join(map(row, range(rows)))


def letters(rows):
    bodies = (f"{1_000_000 + 37 * n:07}" for n in range(rows))
    lines = (
        f"{body}{check_digit(body)},19{30 + int(body) % 11}-02-1{int(body) % 9},Halifax,1\n"
        for body in bodies
    )
    return "code,birth_date,region,batch\n" + "".join(lines)


@pytest.fixture
def timed(database, record_property):
    """Do some work in a transaction; returns what came of it, and fails where it took a statement a row."""
    statements = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))

    def run(name, rows, work):
        before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        statements.clear()
        done = database.run(work)
        seconds, grown = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        told = f"{seconds:.1f} s, {len(statements)} statements, {grown / 1024:.0f} MB more"
        record_property(name, told)
        print(f"\n{database.engine.name}: {name}, {rows} rows: {told}")  # noqa: T201
        assert len(statements) < rows / 20
        assert grown < 400 * 1024
        return done

    return run


@pytest.mark.parametrize("rows", SIZES)
def test_a_large_clinics_file(database, timed, rows):
    database.run(lambda tx: load_campaign(tx, CAMPAIGN))
    files = {capacity: clinics(rows, capacity) for capacity in (1, 2, 3)}

    def load(capacity):
        return lambda tx: load_clinics(tx, files[capacity], now=NOW)

    assert timed("new", rows, load(2)).added == 2 * rows
    assert timed("the same again", rows, load(2)).added == 0
    assert timed("one more each", rows, load(3)).added == rows
    assert timed("two less each", rows, load(1)).withdrawn == 2 * rows
    with database.reading() as look:
        free = look.scalar(select(func.count()).where(tables.unit.c.state == tables.FREE))
    assert free == rows


@pytest.mark.parametrize("rows", SIZES)
def test_a_large_invitations_file(timed, rows):
    text = letters(rows)
    assert timed("letters", rows, lambda tx: load_invitations(tx, text, now=NOW)).added == rows
    assert timed("letters again", rows, lambda tx: load_invitations(tx, text, now=NOW)).added == 0
