"""What one transaction asks over and over is looked up once, and anew as soon as it may be otherwise."""

import pytest
from sqlalchemy import event, select, update

from booking_core import Releases, campaign_of, loads_nothing
from booking_core.tables import campaign as campaign_rows
from booking_core.tables import clinic
from tests.booking_core.acts import NINE, ONE_DOSE, PHONE
from tests.booking_core.campaign import NOW, ROSE, load, slots


@pytest.fixture
def asked(database):
    """Everything that the database is asked."""
    sent: list[str] = []
    load(database, *slots("Truro", 3, NINE), campaign=ONE_DOSE)
    event.listen(database.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    return sent


def opened(tx):
    [truro] = Releases("phone").regions(tx, [ROSE], NOW)
    return truro.open_units


def hold(tx, party):
    truro = Releases("phone").clinic(tx, tx.scalar(select(clinic.c.id)))
    [offer] = PHONE.hold(tx, party=party, people=[ROSE], clinic=truro, now=NOW).offers
    return offer


def test_who_loads_nothing_asks_once(database, asked):
    def work(tx):
        loads_nothing(tx)
        return [opened(tx) for _ in range(3)], [campaign_of(tx) for _ in range(3)]

    counted, campaigns = database.run(work)
    assert counted == [3, 3, 3]
    assert len({id(each) for each in campaigns}) == 1
    for table in ("release", "region", "campaign"):
        assert len([each for each in asked if f"FROM {table} " in " ".join(each.split())]) == 1


@pytest.mark.usefixtures("asked")
def test_everybody_else_asks_each_time(database):
    def work(tx):
        before = campaign_of(tx)
        tx.execute(update(campaign_rows).values(name="another"))
        return before, campaign_of(tx)

    before, after = database.run(work)
    assert before.name != after.name == "another"


@pytest.mark.usefixtures("asked")
def test_the_next_transaction_asks_again(database):
    def work(tx):
        loads_nothing(tx)
        return campaign_of(tx).name

    database.run(work)
    database.run(lambda tx: tx.execute(update(campaign_rows).values(name="another")))
    assert database.run(work) == "another"


@pytest.mark.usefixtures("asked")
def test_what_a_transaction_takes_and_gives_back_is_counted_at_once(database):
    def work(tx):
        loads_nothing(tx)
        found = [opened(tx)]
        hold(tx, "A")
        found.append(opened(tx))
        with tx.begin_nested() as point:
            PHONE.release(tx, "A", NOW)
            found.append(opened(tx))
            point.rollback()
        return [*found, opened(tx)]

    assert database.run(work) == [3, 2, 3, 2]
