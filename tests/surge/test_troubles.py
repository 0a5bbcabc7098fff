"""A smaller morning on which everything goes wrong: the judge finds nothing, and finds each seeded defect."""

import shutil
from pathlib import Path

import pytest

from scripts.mornings.troubles.command import Run, one
from scripts.mornings.troubles.morning import Morning, Size
from tests.house.source import ROOT

pytestmark = pytest.mark.slow

SMALL = Size(people=10, units=12, minutes=5.5)
CROWDED = Size(people=20, units=12, minutes=8)
BREAKS = sorted(path.stem for path in (ROOT / "tests" / "surge" / "breaks").glob("[a-z]*.py"))
A_FEW = 20  # seeds


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost(seed: int):
    verdict = one(Run(seed, SMALL))
    assert verdict["findings"] == [], verdict["replay"]
    assert verdict["judged"]["troubles"] > 3


@pytest.mark.timeout(300)
def test_nothing_is_lost_on_postgresql_either(postgresql_url: str, short_folder: Path):
    verdict = Morning(4, SMALL, short_folder / "morning", postgresql_url).run()
    assert verdict.findings == ()


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_seed_is_a_morning():
    logs = []
    for found in (one(Run(5, SMALL, keep=True)), one(Run(5, SMALL, keep=True))):
        logs.append((Path(found["folder"]) / "network.log").read_text())
        shutil.rmtree(found["folder"])
    assert logs[0] == logs[1]


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", BREAKS)
def test_a_seeded_defect_is_found(name: str):
    assert any(one(Run(seed, CROWDED, name))["findings"] for seed in range(1, A_FEW + 1))


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, A_FEW + 1))
def test_the_same_seeds_are_sound_without_it(seed: int):
    verdict = one(Run(seed, CROWDED))
    assert verdict["findings"] == [], verdict["replay"]
