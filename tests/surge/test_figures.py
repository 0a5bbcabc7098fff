"""Figures of a morning of a few people, worked out by hand."""

import json

import pytest

from scripts.mornings.crowd import draw
from scripts.mornings.figures import figures
from scripts.mornings.figures.ranks import at_share, overtaken, ranks, spearman
from scripts.mornings.policies import lottery
from scripts.mornings.scenario import scenario
from tests.surge.small import CROWD, OUTCOMES, booked, small


def test_ranks_of_equals_are_the_mean_of_theirs():
    assert ranks([30, 10, 20, 20]) == [4, 1, 2.5, 2.5]


def test_rank_correlation_by_hand():
    """Of 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24) = 0.8."""
    assert spearman([(1, 20), (2, 10), (3, 40), (4, 30), (5, 50)]) == pytest.approx(0.8)
    assert spearman([(1, 1), (2, 2), (3, 9)]) == pytest.approx(1)
    assert spearman([(1, 3), (2, 2)]) == pytest.approx(-1)
    assert spearman([(1, 1)]) is spearman([]) is spearman([(1, 5), (2, 5)]) is None


def test_who_has_an_earlier_key_and_a_later_turn_was_overtaken():
    assert overtaken([(1, 10), (2, 40), (3, 30), (4, 20), (5, 50)]) == [1, 2]
    assert overtaken([(2, 2), (1, 1)]) == []


@pytest.mark.parametrize(("share", "value"), [(0.1, 1), (0.5, 5), (0.9, 9), (0.91, 10), (1, 10), (0, 1)])
def test_which_of_ten(share: float, value: int):
    assert at_share(range(1, 11), share) == value


def test_a_small_morning_by_hand():
    found = figures("ours", small(people=6, units=8), CROWD, OUTCOMES)
    reach, effort, fair = found.reach, found.effort, found.fairness
    assert (reach.people, reach.answered, reach.served, reach.booked, reach.knows_next) == (5, 4, 3, 3, 4)
    assert reach.told == {"booked": 3, "nothing": 1, "waiting list": 1}
    assert (effort.dials, effort.wasted, effort.most_dials) == (36, 31, 30)
    assert effort.hours == pytest.approx((3 * 360 + 7200 + 60) / 3600)
    assert effort.hours_for_nothing == 2
    assert {name: count for name, count in effort.attempts.items() if count} == {
        "1": 3,
        "2": 1,
        "21 to 50": 1,
    }
    assert (fair.first_and_service, fair.key_and_turn) == (0.5, None)  # of 1 2 3 against 1 3 2; three are few
    assert [(each.wish, each.served, each.correlation) for each in fair.wishes] == [("Truro, 1", 3, 0.5)]
    assert (fair.wishes[0].overtaken, fair.wishes[0].reasons) == (1, {"unexplained": 1})
    assert (fair.remote_callers, fair.remote_booked) == (2 / 5, 1 / 3)
    assert [(each.region, each.callers, each.booked, each.clinics) for each in fair.regions] == [
        ("Sydney", 2, 1, 0),
        ("Truro", 3, 2, 3),
    ]


def test_units_and_promises_by_hand():
    """Four of eight units are booked: half of them when the fourth is, 300 s after the opening."""
    found = figures("ours", small(people=6, units=8), CROWD, OUTCOMES)
    assert (found.units.open, found.units.booked, found.units.half) == (8, 4, 300)
    assert (found.units.most, found.units.all) == (None, None)
    assert found.units.by == {"agent": 2, "callback": 1, "keypad": 1}
    assert (found.promises.given, found.promises.kept, found.promises.booked) == (2, 1, 1)
    assert found.promises.waits == (150, 150, 150)


def test_the_course_and_the_waits_by_hand():
    """It opens at 60: at minute 1 are 120 s, by which all five have called; waits are 70, 260, and 150 s."""
    found = figures("ours", small(people=6, units=8), CROWD, OUTCOMES)
    by_minute = {each.minute: each for each in found.course}
    assert (min(by_minute), max(by_minute)) == (-1, 60)
    assert (by_minute[0].called, by_minute[1].called, by_minute[1].answered) == (1, 5, 4)
    assert [by_minute[at].units for at in (1, 2, 4, 5, 60)] == [0, 1, 3, 4, 4]
    assert [by_minute[at].knows_next for at in (1, 2, 60)] == [0, 2, 4]
    assert len(found.waits) == 10
    assert [each.half_waited for each in found.waits if each.people] == [70, 260, 150, None, None]
    assert sum(each.people for each in found.waits) == 5


def test_a_morning_that_was_stopped_ends_there_and_counts_who_had_called():
    found = figures("ours", small(people=6, units=8).until(85), CROWD, OUTCOMES)
    assert found.reach.people == 3
    assert [each.minute for each in found.course] == [-1, 0, 1]


def test_who_was_overtaken_has_the_reason_that_was_said():
    later = [OUTCOMES[0], booked(1, 70, 360, key=2, reasons=["away", "away", "no unit"]), *OUTCOMES[2:]]
    (turns,) = figures("ours", small(people=6), CROWD, later).fairness.wishes
    assert turns.reasons == {"away": 1, "no unit": 1}


def test_figures_are_json_and_the_same_again():
    it, people = scenario("polk"), 400
    crowd = draw(it, people, 1)
    one, other = (figures("lottery", it, crowd, lottery(it, crowd, 1)) for _ in range(2))
    assert json.dumps(one.as_json()) == json.dumps(other.as_json())
    assert one.reach.people + sum(who.is_test for who in crowd) == people
    assert sum(one.reach.told.values()) == sum(one.effort.attempts.values()) == one.reach.people
    assert one.course[-1].units == one.units.booked


def test_nobody_at_all_is_no_fault():
    empty = figures("ours", small(), [], [])
    assert (empty.reach.people, empty.effort.most_dials, empty.fairness.remote_booked) == (0, 0, None)
