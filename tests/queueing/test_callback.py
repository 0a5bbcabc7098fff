"""The promise machine: every outcome leads to a state that is legal, at an hour that is decent."""

from datetime import UTC, datetime, timedelta

import pytest

from booking_core import Daytime
from queueing.callback import MISSES, OUTCOMES, RETRIES, Hours, Promise, after
from queueing.place import CALLED, DIALLING, MOVES, PROMISED, UNREACHED

NOON = datetime(2027, 3, 1, 16, 0, tzinfo=UTC)  # in Halifax
HALIFAX = "+19025550142"
HOURS = Hours(Daytime(), "America/Halifax")


def promise(misses: int = 0) -> Promise:
    return Promise(1, HALIFAX, NOON, "CA1", misses + 1, misses, NOON, None, None, None)


@pytest.mark.parametrize("outcome", sorted(MISSES))
def test_a_miss_is_tried_again_after_three_ten_and_thirty_minutes_and_then_no_more(outcome) -> None:
    found = [after(promise(misses), outcome, HOURS, NOON) for misses in range(4)]
    assert [each.due - NOON for each in found[:3]] == list(RETRIES)
    assert [each.state for each in found] == [PROMISED] * 3 + [UNREACHED]
    assert [each.misses for each in found] == [1, 2, 3, 4]


def test_what_is_put_off_or_never_rang_uses_no_attempt() -> None:
    for outcome, due in (("later_today", NOON + timedelta(hours=2)), ("never_rang", NOON)):
        found = after(promise(2), outcome, HOURS, NOON)
        assert (found.state, found.misses, found.due) == (PROMISED, 2, due)
    tomorrow = after(promise(2), "tomorrow", HOURS, NOON)
    assert (tomorrow.state, tomorrow.misses) == (PROMISED, 2)
    assert tomorrow.due == datetime(2027, 3, 2, 13, 0, tzinfo=UTC)  # nine in Halifax


@pytest.mark.parametrize("outcome", ["wrong_person", "no_calls", "refused"])
def test_what_cannot_be_mended_by_ringing_ends_the_ringing(outcome) -> None:
    assert after(promise(), outcome, HOURS, NOON).state == UNREACHED


def test_a_retry_waits_for_the_persons_own_daytime() -> None:
    late = datetime(2027, 3, 1, 23, 58, tzinfo=UTC)  # two minutes to eight
    assert after(promise(), "busy", HOURS, late).due == datetime(2027, 3, 2, 13, 0, tzinfo=UTC)
    assert after(promise(), "later_today", HOURS, late).due == datetime(2027, 3, 2, 13, 0, tzinfo=UTC)


def test_every_outcome_is_a_legal_move_from_wherever_it_is_heard() -> None:
    for outcome in OUTCOMES:
        for misses in range(4):
            state = after(promise(misses), outcome, HOURS, NOON).state
            assert state in MOVES[DIALLING]
            assert state in MOVES[CALLED]


def test_what_is_no_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="'vanished' is no outcome"):
        after(promise(), "vanished", HOURS, NOON)
