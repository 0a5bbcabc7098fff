"""The environment, on a machine that has only Python: made from locks, once, whole, by one at a time."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.stack.settings import ROOT

pytestmark = pytest.mark.timeout(400)
COPIED = ("package.json", "package-lock.json", "scripts/__init__.py", "scripts/environment.sh")
ASK = '. scripts/environment.sh; make_environment run; python -c "import click; print(click.__file__)"'


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """Return a folder with all the programs of a bare machine: a shell, two tools, a Python, no npm."""
    folder = tmp_path_factory.mktemp("programs")
    for name in ("sh", "dirname", "env"):
        (folder / name).symlink_to(shutil.which(name))
    (folder / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Return a checkout whose lock holds one small package, so that it is made in seconds."""
    checkout = tmp_path_factory.mktemp("a checkout") / "fairline"
    for name in COPIED:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    shutil.copytree(ROOT / "scripts" / "environment", checkout / "scripts" / "environment")
    lock = (ROOT / "requirements.lock").read_text()
    click = re.search(r"^click==.*(?:(?<=\\)\n.*)*", lock, re.MULTILINE)
    (checkout / "requirements.lock").write_text(f"{click[0]}\n")
    return checkout


def start(checkout, programs):
    return subprocess.Popen(
        ["/bin/sh", "-c", ASK, "scripts/run"],
        cwd=checkout,
        env={**os.environ, "PATH": str(programs)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(running):
    out, err = running.communicate(timeout=300)
    assert running.returncode == 0, err
    return out, err


@pytest.fixture
def made(checkout, programs):
    """Return a checkout whose environment is made."""
    finish(start(checkout, programs))
    return checkout


def test_two_starts_on_a_bare_machine_take_turns_and_npm_is_not_needed(checkout, programs):
    first, second = start(checkout, programs), start(checkout, programs)
    said = [finish(first), finish(second)]
    assert [str(checkout / ".venv") in out for out, _ in said] == [True, True]
    assert ["waiting for it" in err for _, err in said].count(True) == 1
    lines = [line.partition(" (this once")[0] for _, err in said for line in err.splitlines()]
    assert [line for line in lines if "waiting for it" not in line] == [
        "Installing Python packages into .venv",
        "Fetching what the browser needs into node_modules",
    ]
    assert (checkout / "node_modules" / "htmx.org" / "dist" / "htmx.min.js").exists()
    assert not (checkout / "node_modules" / "axe-core").exists()


def test_the_next_start_has_nothing_to_do(made, programs):
    assert finish(start(made, programs))[1] == ""


def test_what_was_interrupted_is_made_again(made, programs):
    venv = made / ".venv"
    (venv / ".under-way").touch()
    (venv / ".made-from.json").unlink()
    shutil.rmtree(next(venv.glob("lib/*/site-packages/click")))
    assert "Installing" in finish(start(made, programs))[1]


def test_another_lock_is_installed(made, programs):
    lock = made / "requirements.lock"
    lock.write_text(f"# changed\n{lock.read_text()}")
    assert "Installing" in finish(start(made, programs))[1]


def test_a_package_that_is_not_what_the_lock_says_is_refused(made, programs):
    lock = made / "requirements.lock"
    good = lock.read_text()
    lock.write_text(f"blinker==1.9.0 --hash=sha256:{'0' * 64}\n")
    running = start(made, programs)
    _, err = running.communicate(timeout=300)
    lock.write_text(good)
    assert running.returncode == 1
    assert "fairline: pip could not install" in err


def test_a_machine_without_a_python_is_told_so(checkout, tmp_path):
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name))
    shutil.rmtree(checkout / ".venv", ignore_errors=True)
    running = start(checkout, tmp_path)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert err.count("\n") == 1
    assert "needs Python 3.11 or newer" in err
