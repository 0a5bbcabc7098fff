"""The rules of a place and of a desk, without any server."""

from datetime import UTC, datetime, timedelta

import pytest

from queueing.desk import DESK_LIFETIMES, DESK_MOVES, READY, desk_deadline
from queueing.place import ACTIVE, FINAL, LIFETIMES, MOVES, STATES, deadline, key_of, milliseconds, sources

NOW = datetime(2027, 3, 1, 11, 0, 0, 123_999, tzinfo=UTC)


def test_moves_lead_only_to_known_states():
    assert frozenset().union(*MOVES.values()) <= STATES
    assert frozenset().union(*DESK_MOVES.values()) <= set(DESK_MOVES)


def test_done_left_and_stopped_are_the_ends():
    assert frozenset({"done", "left", "stopped"}) == FINAL


def test_everybody_can_leave_from_wherever_they_are():
    assert sources("left") == ACTIVE


@pytest.mark.parametrize("state", sorted(ACTIVE))
def test_every_state_that_is_not_final_has_an_end(state: str):
    assert deadline(state, NOW) == NOW + LIFETIMES[state]


def test_a_final_state_has_no_end():
    assert {deadline(state, NOW) for state in FINAL} == {None}


def test_a_desk_ends_unless_it_is_away_or_ready_with_its_phone_up():
    endless = {state for state in DESK_MOVES if desk_deadline(state, NOW, is_up=True) is None}
    assert endless == {"away", READY} == set(DESK_MOVES) - set(DESK_LIFETIMES)
    assert desk_deadline(READY, NOW, is_up=False) is not None


def test_the_key_is_the_whole_millisecond_and_then_the_sequence():
    assert key_of(NOW, 7) == milliseconds(NOW) * 1000 + 7
    assert milliseconds(NOW) == 1_803_898_800_123


def test_keys_stay_exact_in_a_sorted_set_for_two_hundred_years():
    late = NOW + timedelta(days=365 * 200)
    assert key_of(late, 10**9) < 2**53
