"""Who may import what: arrows point down, doors are used, one file speaks each foreign tongue."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGES, ROOT, files, imports, name_of

ONE_SPEAKER = {
    "twilio.rest": {"ivr/carrier.py"},
    "twilio.twiml": {"ivr/twiml.py"},
    "twilio.request_validator": {"ivr/signature.py"},
}


def test_an_arrow_only_ever_points_down():
    ran = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 kept, 0 broken" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_outsiders_come_in_by_the_door(package):
    door = importlib.import_module(package).__all__
    open_to_all = {package, *(f"{package}.{name}" for name in door)}
    outsiders = [path for path in files(*PACKAGES, "scripts") if not name_of(path).startswith(f"{package}/")]
    assert [
        (name_of(path), name)
        for path in outsiders
        for name in imports(path)
        if name.partition(".")[0] == package and name not in open_to_all
    ] == []


@pytest.mark.parametrize("foreign", ["twilio.rest", "twilio.twiml", "twilio.request_validator"])
def test_a_foreign_tongue_has_one_speaker(foreign):
    speakers = {
        name_of(path) for path in files(*PACKAGES) if any(_speaks(name, foreign) for name in imports(path))
    }
    assert speakers <= ONE_SPEAKER[foreign]


def _speaks(name: str, foreign: str) -> bool:
    return name == foreign or name.startswith(f"{foreign}.")


def test_the_environment_is_read_in_settings_only():
    for path in files(*PACKAGES):
        if path.name != "settings.py":
            assert not {"os.environ", "os.getenv"} & set(imports(path)), name_of(path)
            assert "os.environ" not in path.read_text(), name_of(path)


def test_no_package_knows_of_the_scripts_or_the_tests():
    outside = ("scripts", "tests")
    assert [
        (name_of(path), name)
        for path in files(*PACKAGES)
        for name in imports(path)
        if name.startswith(outside)
    ] == []
