"""A promise is given only while a desk, a dial and a unit are left for it today."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from queueing.solvency import Means, by_desks, by_dials, dials_each, solvent

MEANS = Means(minutes=60, desks=10, handling=5, asking_desks=20, a_second=1, promised=100)


def test_the_desks_have_so_many_talks_left_after_those_who_wait() -> None:
    assert by_desks(MEANS) == 10 * 60 / 5 - 20
    assert by_desks(replace(MEANS, minutes=0)) == -20
    assert by_desks(replace(MEANS, desks=0)) == -20


def test_a_promise_takes_more_than_one_dial() -> None:
    assert dials_each(1.0) == 1
    assert dials_each(0.5) == pytest.approx(1 + 0.5 + 0.25 + 0.125)
    assert by_dials(replace(MEANS, answered=0.5)) == int(3600 / 1.875) - 100


def test_it_is_the_least_of_what_the_wish_needs() -> None:
    assert solvent(MEANS, for_a_desk=True, units_beyond=None) == 100
    assert solvent(MEANS, for_a_desk=True, units_beyond=7) == 7
    assert solvent(MEANS, for_a_desk=False, units_beyond=5000) == by_dials(MEANS)
    assert solvent(replace(MEANS, a_second=0.01), for_a_desk=False, units_beyond=7) < 0


@given(
    some.integers(1, 50),
    some.floats(1, 600),
    some.floats(1, 20),
    some.integers(0, 200),
    some.floats(0.1, 100),
)
def test_what_is_promised_never_takes_more_than_there_is(desks, minutes, handling, asking, a_second) -> None:
    means = Means(minutes, a_second, 0, desks, handling, asking)
    room = solvent(means, for_a_desk=True, units_beyond=None)
    if room > 0:
        assert (asking + room) * handling <= desks * minutes * (1 + 1e-9)
        assert room * dials_each(means.answered) <= a_second * minutes * 60 * (1 + 1e-9)
    fewer = replace(means, promised=3, asking_desks=asking + 3)
    assert solvent(fewer, for_a_desk=True, units_beyond=None) == room - 3
