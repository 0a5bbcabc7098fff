"""What callers of simulated mornings are told comes true, and more so than by Asterisk's rule."""

import json

import pytest
from click.testing import CliRunner
from redis import Redis

from scripts.estimates.__main__ import main, table
from scripts.estimates.rules import Asterisk, played
from scripts.estimates.score import judge
from scripts.estimates.surge import SCENARIOS, Caller

pytestmark = pytest.mark.slow


def hold_to_the_bar(seeds: int):
    ran = CliRunner().invoke(main, ["--seeds", str(seeds), "--json"], catch_exceptions=False)
    results = json.loads(ran.output)
    assert [each["scenario"]["name"] for each in results] == [each.name for each in SCENARIOS]
    for each in results:
        ours, theirs = each["first"], each["asterisk_first"]
        figures = (each["scenario"]["name"], ours, theirs)
        assert ours["error"] < theirs["error"], figures
        assert ours["too_little"] < theirs["too_little"], figures
    assert sum(each["scenario"]["is_bound"] for each in results) == 4
    assert ran.exit_code == 0, ran.output


def test_two_mornings_keep_to_the_bar():
    hold_to_the_bar(seeds=2)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_thirty_mornings_keep_to_the_bar():
    hold_to_the_bar(seeds=30)


def test_a_morning_is_the_same_again_from_its_seed(valkey: Redis):
    def heard(seed: int):
        told = played(valkey, SCENARIOS[3], seed)
        return [(each.caller.number, each.at, each.expected, each.asterisk) for each in told]

    assert heard(1) == heard(1) != heard(2)


def test_what_is_said_falls_no_faster_than_time_passes(valkey: Redis):
    last = {}
    for told in sorted(played(valkey, SCENARIOS[3], 5), key=lambda each: each.at):
        before = last.get(told.caller.number)
        if before is not None:
            passed = told.at - before.at
            assert told.high >= before.high - passed - 0.01
            assert told.expected >= before.expected - passed - 0.01
        last[told.caller.number] = told


def test_asterisk_tells_the_mean_hold_less_what_was_waited_by_hand():
    """Waits of 400 s and 200 s: (3 * 0 + 400) / 4 = 100, (3 * 100 + 200) / 4 = 125."""
    rule = Asterisk()
    rule.began(Caller(1, 0.0), 400.0)
    rule.began(Caller(2, 0.0), 200.0)
    assert rule.tell(Caller(3, 1000.0), 1000.0) == pytest.approx(125)
    assert rule.tell(Caller(3, 1000.0), 1100.0) == pytest.approx(25)
    assert rule.tell(Caller(3, 1000.0), 1225.0) == pytest.approx(100)  # past the mean it grows again


def test_both_rules_are_printed_side_by_side(valkey: Redis):
    results = [judge(valkey, SCENARIOS[3], seeds=1)] * 2
    assert table(results).count("Asterisk's mean hold") == 2
