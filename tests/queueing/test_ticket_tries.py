"""A ticket cannot be found by trying: three tries a call, thirty an hour from one number."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection

from queueing import Place, TooManyTries
from tests.queueing.morning import Morning

ROSE, GUESSER, OTHER = "+19025550101", "+19025550102", "+19025550103"
UNKNOWN = "00000000"
BORN, WRONG = date(1931, 5, 2), date(1931, 5, 3)
WISH = {"people": [{"birth_date": BORN.isoformat(), "code": None}]}


@pytest.fixture
def place(morning: Morning) -> Place:
    return morning.join(morning.call(ROSE), WISH)


def claim(morning: Morning, sid: str, ticket: str, born: date) -> Place | None:
    """Try a ticket as the voice does: what is raised is caught within the transaction."""

    return surely(morning, lambda tx: morning.places.claim_ticket(tx, ticket, born, sid, morning.now))


def typed(morning: Morning, sid: str, ticket: str) -> Place | None:
    """Type a ticket, before a birth date is asked."""
    return surely(morning, lambda tx: morning.places.typed_ticket(tx, ticket, sid, morning.now))


def surely(morning: Morning, found_by: Callable[[Connection], Place | None]) -> Place | None:
    def work(tx: Connection) -> Place | TooManyTries | None:
        try:
            return found_by(tx)
        except TooManyTries as fault:
            return fault

    found = morning.database.run(work)
    if isinstance(found, TooManyTries):
        raise found
    return found


def test_the_right_birth_date_finds_the_place(morning: Morning, place: Place):
    assert claim(morning, morning.call(OTHER), place.ticket, BORN) == place


def test_the_third_try_of_a_call_is_the_last_whatever_was_right(morning: Morning, place: Place):
    sid = morning.call(GUESSER)
    assert [claim(morning, sid, place.ticket, WRONG) for _ in range(2)] == [None, None]
    for born in (WRONG, BORN):
        with pytest.raises(TooManyTries):
            claim(morning, sid, place.ticket, born)
    assert claim(morning, morning.call(GUESSER), place.ticket, BORN) == place


def test_a_ticket_that_there_is_not_is_a_try_once_it_is_typed(morning: Morning, place: Place):
    sid, open_to_anybody = morning.call(GUESSER), morning.join(morning.call(OTHER))
    assert [typed(morning, sid, UNKNOWN) for _ in range(3)] == [None] * 3
    for ticket in (open_to_anybody.ticket, place.ticket, UNKNOWN):
        with pytest.raises(TooManyTries):
            typed(morning, sid, ticket)
    assert typed(morning, morning.call(GUESSER), open_to_anybody.ticket) == open_to_anybody


def test_whoever_types_a_wrong_ticket_and_then_a_date_has_tried_once(morning: Morning, place: Place):
    sid = morning.call(OTHER)
    for _ in range(2):
        assert typed(morning, sid, UNKNOWN) is None
        assert claim(morning, sid, UNKNOWN, BORN) is None
    assert typed(morning, sid, place.ticket) is None
    assert claim(morning, sid, place.ticket, BORN) == place


def test_thirty_tries_from_one_number_are_enough_for_an_hour_and_for_nobody_else(
    morning: Morning, place: Place
):
    for _ in range(14):
        sid = morning.call(GUESSER)
        assert [claim(morning, sid, place.ticket, WRONG) for _ in range(2)] == [None, None]
    assert not over(morning, place)
    sid = morning.call(GUESSER)
    assert claim(morning, sid, place.ticket, WRONG) is None
    with pytest.raises(TooManyTries):
        claim(morning, sid, place.ticket, WRONG)
    assert over(morning, place)
    assert claim(morning, morning.call(OTHER), place.ticket, BORN) == place
    morning.later(hours=1, seconds=1)
    assert not over(morning, place)


def over(morning: Morning, place: Place) -> bool:
    """Tell whether the guesser's number is refused, with what would be right."""
    try:
        return claim(morning, morning.call(GUESSER), place.ticket, BORN) is None
    except TooManyTries:
        return True


def test_a_withheld_number_is_counted_by_the_call_alone(morning: Morning, place: Place):
    for _ in range(20):
        sid = morning.call()
        claim(morning, sid, place.ticket, WRONG)
        claim(morning, sid, place.ticket, WRONG)
    assert claim(morning, morning.call(), place.ticket, BORN) == place
