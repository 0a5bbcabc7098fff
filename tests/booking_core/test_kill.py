"""Killed between any two statements, nothing is half done; and what was acknowledged is there."""

import signal
import time

import pytest
from sqlalchemy import text

from booking_core import Database, Wish
from tests.booking_core.acts import (
    COUPLE,
    NINE,
    NOON,
    ONE_DOSE,
    TUESDAY,
    book,
    book_one,
    cancel,
    everything,
    hold,
    hold_other,
    join,
    someone,
    waiting,
    wish_instead,
)
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots
from tests.booking_core.processes import die_at
from tests.booking_core.soundness import assert_sound

SECOND, SECOND_TUESDAY = "2021-03-29 09:00", "2021-03-30 09:00"
SECONDS = slots("Truro", 2, SECOND, SECOND_TUESDAY, release="second doses")
ANNE, JOHN = someone(1), someone(2)


def a_hold(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    return "hold", {"party": "A", "people": [ROSE], "clinic": clinic_named(database, "Truro"), "now": NOW}


def another_hold(database):
    load(database, *slots("Truro", 2, NINE, TUESDAY), *SECONDS)
    [offer] = hold(database, COUPLE).offers
    asked = {"party": "A", "people": COUPLE, "clinic": clinic_named(database, "Truro"), "now": NOW}
    return "hold", asked | {"after": offer.starts_at}


def a_confirm(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    [offer] = hold(database).offers
    return "confirm", {"claim_id": offer.claim, "people": [ROSE], "now": NOW}


def a_confirm_of_both_doses(database):
    load(database, *slots("Truro", 2, NINE), *SECONDS)
    [offer] = hold(database, COUPLE).offers
    return "confirm", {"claim_id": offer.claim, "people": COUPLE, "now": NOW}


def a_move(database):
    load(database, *slots("Truro", 2, NINE, TUESDAY), *SECONDS)
    old = book(database, *COUPLE)
    [offer] = hold_other(database, *old).offers
    return "move", {"claim_id": offer.claim, "moving": [each.claim for each in old], "now": NOW}


def a_cancel_to_the_waiting_list(database):
    load(database, *slots("Truro", 2, NINE), *SECONDS)
    old = book(database, *COUPLE)
    join(database, ANNE, JOHN, key=1)
    return "cancel", {"claims": [each.claim for each in old], "now": NOW}


def an_accept_instead_of_what_they_have(database):
    load(database, *slots("Truro", 1, NINE), *SECONDS, *slots("Sydney", 1, NOON))
    rose, max_ = book_one(database), book_one(database, MAX, clinic="Sydney")
    wish_instead(database, rose, key=1, to="Sydney")
    join(database, JOHN, key=2)
    cancel(database, max_)
    return "accept", {"claim_id": waiting(database, ROSE).claim, "now": NOW}


def a_decline(database):
    load(database, *slots("Truro", 1, NINE), *SECONDS)
    old = book_one(database)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    cancel(database, old)
    return "decline", {"claim_id": waiting(database, ANNE).claim, "now": NOW}


def a_release(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    join(database, ANNE, key=1)
    join(database, JOHN, key=2)
    return "serve", {"now": NOW, "limit": 5}


def a_join(database):
    load(database, *slots("Truro", 1, NINE), campaign=ONE_DOSE)
    asked = {"key": 1, "people": COUPLE, "wish": Wish(), "phone": ROSE.phone, "language": "en", "now": NOW}
    return "join", asked


NAMED = [a_hold, a_confirm, a_confirm_of_both_doses, a_move, a_cancel_to_the_waiting_list]
OTHERS = [another_hold, an_accept_instead_of_what_they_have, a_decline, a_release, a_join]


def killed_everywhere(database: Database, prepare) -> None:
    name, asked = prepare(database)
    url = database.engine.url.render_as_string(hide_password=False)
    before, step, acknowledged = everything(database), 0, False
    assert_sound(database)
    while everything(database) == before:
        step += 1
        acknowledged, end = die_at(step, url, name, asked)
        assert (acknowledged, end) == (False, -signal.SIGKILL)  # or it was never done, and yet nobody died
        _until_nobody_else_is_there(database)
    assert step > 5
    after = everything(database)  # only the death after the commit left anything: all of it
    assert_sound(database)
    again = die_at(10_000, url, name, asked)
    assert again == (True, 0)
    assert_sound(database)
    if name != "hold":
        assert everything(database) == after  # it was done already, and saying so changes nothing


@pytest.mark.parametrize("prepare", NAMED)
def test_killed_between_any_two_statements(database, prepare):
    killed_everywhere(database, prepare)


@pytest.mark.long
@pytest.mark.parametrize("prepare", OTHERS)
def test_killed_between_any_two_statements_of_the_rest(database, prepare):
    killed_everywhere(database, prepare)


def _until_nobody_else_is_there(database: Database) -> None:
    """Wait until the server has noticed that the client is dead."""
    if database.is_sqlite:
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    for _ in range(1000):
        with database.engine.connect() as look:
            if not look.scalar(text(others)):
                return
        time.sleep(0.005)
    raise AssertionError("a dead client's transaction goes on")
