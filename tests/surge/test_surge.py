"""A whole small morning over the hotline itself: the same twice, and its units in the order of the keys."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.mornings.__main__ import main, play
from scripts.mornings.figures import NOTHING_NEXT
from scripts.mornings.judge import COUNTS
from scripts.mornings.result import Result
from scripts.mornings.troubles.command import broken_by


def as_text(found: Result) -> str:
    return json.dumps(found.as_json())


def judge(found: Result) -> None:
    assert found.puzzled == {}, "somebody was asked what they did not understand"
    assert found.wrong == {}
    assert found.judged.counts == dict.fromkeys(COUNTS, 0), found.judged.found
    assert found.judged.there["places"] > 0
    assert found.line["unexplained"] == 0
    for each in found.outcomes:
        assert each.reached is not None, "every call is answered"
    for wish in found.figures.fairness.wishes:
        assert "unexplained" not in wish.reasons, wish
    assert found.figures.units.booked <= found.figures.units.open


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_one_seed_is_one_morning_to_the_byte_and_units_go_by_key():
    found, again = (play("orange-county", 40, seed=3, minutes=6) for _ in range(2))
    assert as_text(found) == as_text(again)
    judge(found)
    assert found.figures.units.booked > 0
    assert all(
        wish.overtaken == 0 for wish in found.figures.fairness.wishes if wish.wish.startswith("Orange")
    )


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_page_of_a_morning_that_was_stopped_stops_the_models_too_and_says_how_to_repeat_it(
    tmp_path: Path,
):
    asked = ["--scenario", "orange-county", "--people", "20", "--minutes", "2.5", "--report", str(tmp_path)]
    ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 0
    assert "never" not in ran.stdout
    assert re.search(r"all booked after +\S+, not by 08:01, not by 08:01", ran.stdout)
    assert re.search(r"units booked .*; a couple takes two", ran.stdout)
    page, figures = (tmp_path / "index.html").read_text(), json.loads((tmp_path / "figures.json").read_text())
    assert "--people 20 --seed 1 --minutes 2.5 --report DIR" in page
    assert "The morning was stopped at 08:01" in page
    for policy in ("ours", "lottery", "fifo"):
        assert figures[policy]["course"][-1]["minute"] == 2
    hours = [figures[policy]["effort"]["hours"] for policy in ("ours", "fifo")]
    assert all(0.2 < each < 0.4 for each in hours), "who is on the telephone still is counted"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_defect_fails_the_morning_and_what_shows_it_is_kept(tmp_path: Path):
    asked = [
        "--scenario",
        "orange-county",
        "--people",
        "20",
        "--minutes",
        "4",
        "--keep",
        str(tmp_path / "my morning"),
        "--json",
    ]
    with broken_by("forget_the_sequence"):
        ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 1
    found = json.loads(ran.stdout)["judged"]
    assert found["counts"]["lost"] == found["found"]["a place has a key that no call has given it"] > 0
    again = ran.stderr.partition("To judge it again: ")[2].strip()
    outside = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    judged = subprocess.run(
        again.removesuffix(")") + " --json)",
        shell=True,
        cwd="/",
        env=outside,
        capture_output=True,
        check=False,
    )
    assert (judged.returncode, json.loads(judged.stdout)["counts"]) == (1, found["counts"])


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_morning_of_a_thousand_ends_with_everybody_knowing_what_comes_next():
    found = play("nova-scotia", 1000, seed=1, minutes=120)
    judge(found)
    assert found.figures.units.booked == found.figures.units.open
    lost = [each for each in found.outcomes if each.told in NOTHING_NEXT - {"only testing"}]
    assert lost == []
    assert (found.figures.fairness.key_and_turn or 0) >= 0.99
