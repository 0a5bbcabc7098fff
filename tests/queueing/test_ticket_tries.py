"""A ticket cannot be found by trying: three tries a call, thirty an hour from one number."""

from datetime import date

import pytest

from queueing import Place, TooManyTries
from tests.queueing.morning import Morning

ROSE, GUESSER, OTHER = "+19025550101", "+19025550102", "+19025550103"
BORN, WRONG = date(1931, 5, 2), date(1931, 5, 3)
WISH = {"people": [{"birth_date": BORN.isoformat(), "code": None}]}


@pytest.fixture
def place(morning: Morning) -> Place:
    return morning.join(morning.call(ROSE), WISH)


def claim(morning: Morning, sid: str, ticket: str, born: date) -> Place | None:
    """Try a ticket as the voice does: what is raised is caught within the transaction."""

    def work(tx) -> Place | TooManyTries | None:
        try:
            return morning.places.claim_ticket(tx, ticket, born, sid, morning.now)
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
