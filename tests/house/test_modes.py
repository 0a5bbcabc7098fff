"""A test that cannot run is listed as skipped, and on CI it is a failure."""

import os
import subprocess
import sys

import pytest

from tests.house.source import ROOT

SKIPPED = """
import pytest
@pytest.mark.skip(reason="no such thing here")
def test_one(): ...
"""
WHOLE_FILE_SKIPPED = """
import pytest
pytest.skip("no such thing here", allow_module_level=True)
"""
LONG = """
import pytest
pytestmark = pytest.mark.long
def test_one(): ...
def test_two(): ...
"""


def run(tmp_path, text, *flags, **environment):
    file = tmp_path / "test_it.py"
    file.write_text(text)
    settings = ["-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-p", "tests.fixtures.modes"]
    words = [sys.executable, "-m", "pytest", *settings, "-p", "no:cacheprovider", *flags, file]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CI"))}
    ran = subprocess.run(
        words, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout


@pytest.mark.parametrize("text", [SKIPPED, WHOLE_FILE_SKIPPED])
def test_a_skip_is_listed_with_its_reason_and_fails_on_ci(tmp_path, text):
    code, said = run(tmp_path, text)
    assert code in (0, 5)
    assert "no such thing here" in said
    assert "1 skipped" in said.splitlines()[-1]
    code, said = run(tmp_path, text, CI="true")
    assert code != 0
    assert "on CI everything must" in said


def test_the_long_mode_is_asked_for(tmp_path):
    assert "2 deselected" in run(tmp_path, LONG)[1]
    assert "2 passed" in run(tmp_path, LONG, "--long")[1]
