"""Redial pressure, equality among those who came together, and whether what was said came true: by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.measured import Calibration, Scored, calibrated, equality, jain, redial_pressure


def test_redial_pressure_by_hand():
    """Ann calls three times and Ben once within ten minutes; then Ann once more."""
    found = redial_pressure([(10, "ann"), (20, "ben"), (300, "ann"), (599, "ann"), (601, "ann")])
    assert [(each.since, each.calls, each.persons, each.pressure) for each in found] == [
        (0, 4, 2, 2.0),
        (600, 1, 1, 1.0),
    ]


def test_jain_by_hand():
    """(1 + 2 + 3)² / (3 * 14)."""
    assert jain([1, 2, 3]) == pytest.approx(36 / 42)
    assert jain([0, 0]) == jain([7]) == 1


@given(st.lists(st.floats(0, 10_000), min_size=1))
def test_jain_is_between_one_of_many_and_all(waits):
    assert 1 / len(waits) - 1e-9 <= jain(waits) <= 1 + 1e-9


def test_only_those_who_came_together_are_compared():
    found = equality([(0, 60), (599, 60), (600, 6000), (1199, 6000)])
    assert [(each.since, each.persons, each.mean, each.index) for each in found] == [
        (0, 2, 60, 1),
        (600, 2, 6000, 1),
    ]


def told(waited: float, predicted: float = 600, low: float = 480, high: float = 780) -> Scored:
    return Scored(1, 0.0, 9, predicted, low, high, None, waited)


def test_a_wait_is_inside_the_range_as_it_was_spoken():
    """480 to 780 seconds is spoken as 5 to 15 minutes."""
    assert [told(waited).is_inside for waited in (299, 300, 900, 901)] == [False, True, True, False]
    assert told(9000, low=3000, high=4000).is_inside  # "more than an hour"


def test_too_little_is_more_than_a_fifth_and_a_minute():
    assert [told(waited).is_too_little for waited in (700, 749, 751)] == [False, False, True]
    assert not told(100, predicted=50).is_too_little


def test_the_pinball_loss_by_hand():
    assert told(880).pinball == pytest.approx(80)  # 100 s over costs 0.8 each
    assert told(680).pinball == pytest.approx(20)  # 100 s under costs 0.2 each


def test_calibration_by_hand():
    assert calibrated([told(600), told(750), told(1200), told(0)]) == Calibration(
        told=3,
        error=pytest.approx(0.2),
        inside=pytest.approx(2 / 3),
        too_little=pytest.approx(1 / 3),
        pinball=pytest.approx((36 + 6 + 336) / 3),
    )
    assert calibrated([]) is None
