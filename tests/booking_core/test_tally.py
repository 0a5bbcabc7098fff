"""Units are counted anew only once something has moved, and then at once."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from booking_core import Releases
from booking_core.claims import HOLD
from booking_core.tables import clinic
from booking_core.tally import exactly, tallies
from tests.booking_core.acts import NINE, NOON, ONE_DOSE, PHONE
from tests.booking_core.campaign import NOW, ROSE, load, slots


def seen(database, now=NOW):
    """Return the units open, held and booked, as they are kept; which is as they are."""
    with database.reading() as look:
        [each] = tallies(look, now)
        assert [each] == list(exactly(look, now))
    return each.open, each.held, each.booked


def hold(tx, party):
    truro = Releases("phone").clinic(tx, tx.scalar(select(clinic.c.id)))
    [offer] = PHONE.hold(tx, party=party, people=[ROSE], clinic=truro, now=NOW).offers
    return offer


def counts(database, work):
    """Return how often the units themselves were counted meanwhile."""
    sent: list[str] = []

    def note(_conn, _cursor, statement, *_):
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    work()
    event.remove(database.engine, "before_cursor_execute", note)
    return sum("JOIN slot" in each and "count(" in each for each in sent)


def test_every_move_is_seen_at_the_same_instant(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    assert seen(database) == (3, 0, 0)
    mine = database.run(lambda tx: hold(tx, "A"))
    assert seen(database) == (2, 1, 0)
    database.run(lambda tx: hold(tx, "B"))
    assert seen(database) == (1, 2, 0)
    database.run(lambda tx: PHONE.confirm(tx, mine.claim, [ROSE], NOW))
    assert seen(database) == (1, 1, 1)
    database.run(lambda tx: PHONE.release(tx, "B", NOW))
    assert seen(database) == (2, 0, 1)


def test_what_nobody_committed_is_not_remembered(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    database.run(lambda tx: hold(tx, "A"))

    def in_vain(tx):
        hold(tx, "B")
        assert tallies(tx, NOW)[0].open == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run(in_vain)
    assert seen(database) == (2, 1, 0)
    database.run(lambda tx: hold(tx, "C"))
    assert seen(database) == (1, 2, 0)


def test_what_time_alone_changes_is_seen_at_its_instant(database):
    load(database, *slots("Truro", 2, NINE), *slots("Truro", 1, NOON), campaign=ONE_DOSE)
    database.run(lambda tx: hold(tx, "A"))
    for after in (timedelta(), HOLD, HOLD + timedelta(microseconds=1), timedelta(days=365 * 7)):
        with database.reading() as look:
            assert tallies(look, NOW + after) == exactly(look, NOW + after)


def test_while_nothing_moves_nothing_is_counted(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    database.run(lambda tx: hold(tx, "A"))
    seen(database)
    moment = timedelta(milliseconds=100)

    def look():
        for each in range(9):
            with database.reading() as tx:
                tallies(tx, NOW + each * moment)

    assert counts(database, look) == 0


def test_capacity_that_is_loaded_is_seen_within_a_second(database):
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    database.run(lambda tx: hold(tx, "A"))
    assert seen(database) == (2, 1, 0)
    load(database, *slots("Truro", 5, NINE), campaign=ONE_DOSE)
    assert seen(database, NOW + timedelta(seconds=1)) == (4, 1, 0)
