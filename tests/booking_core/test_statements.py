"""How many statements the two busiest writes take: what every caller of the morning waits for."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.booking_core.acts import COUPLE, NINE, NOON, ONE_DOSE, PHONE
from tests.booking_core.campaign import CAMPAIGN, NOW, ROSE, clinic_named, load, slots

SECOND = "2021-03-29 09:00"


@contextmanager
def counted(database) -> Iterator[list[str]]:
    """Collect the statements that are sent, BEGIN and COMMIT left out."""
    sent: list[str] = []

    def note(_conn, _cursor, statement, _parameters, _context, _many):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("people", "campaign", "held", "confirmed"),
    [((ROSE,), ONE_DOSE, 10, 9), ((ROSE,), CAMPAIGN, 14, 9), (COUPLE, CAMPAIGN, 23, 10)],
    ids=["one dose", "two doses", "a couple"],
)
def test_a_hold_and_a_confirm_are_few_statements(database, people, campaign, held, confirmed):
    second = slots("Truro", 9, SECOND, release="second doses") if campaign is CAMPAIGN else []
    load(database, *slots("Truro", 4, NINE, NOON), *second, campaign=campaign)
    asked = {"party": "A", "people": people, "clinic": clinic_named(database, "Truro"), "now": NOW}
    with counted(database) as sent:
        [offer] = database.run(lambda tx: PHONE.hold(tx, **asked)).offers
    assert len(sent) == held, "\n".join(sent)
    with counted(database) as sent:
        database.run(lambda tx: PHONE.confirm(tx, offer.claim, people, NOW))
    assert len(sent) == confirmed, "\n".join(sent)
