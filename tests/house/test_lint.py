"""The house passes its own rules, and its types hold."""

import subprocess
import sys

import pytest

from tests.house.source import ROOT

RULES = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
}


@pytest.mark.parametrize("tool", RULES)
def test_nothing_to_complain_of(tool):
    ran = subprocess.run(
        [sys.executable, "-m", *RULES[tool]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
