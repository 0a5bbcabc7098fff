"""The virtual environment: made by `venv`, filled by pip from a lock with hashes."""

import enum
import importlib.util
import subprocess
import sys
from pathlib import Path

from scripts.environment import stamps
from scripts.environment.faults import CannotBeMade
from scripts.environment.places import PYTHON, ROOT, VENV


class Purpose(enum.Enum):
    """What the environment is for."""

    RUN = "run"
    TEST = "test"

    @property
    def lock(self) -> Path:
        """The lock to install from; that of the tests holds the other whole."""
        return ROOT / ("requirements-test.lock" if self is Purpose.TEST else "requirements.lock")


def is_made(purpose: Purpose) -> bool:
    """Tell whether `.venv` has everything of the purpose's lock."""
    return PYTHON.exists() and stamps.is_made_from(VENV, stamps.digest(purpose.lock))


def make(purpose: Purpose) -> None:
    """Make or mend `.venv`."""
    print("Installing Python packages into .venv (this once; a minute or so) ...", file=sys.stderr)
    if stamps.was_interrupted(VENV) or not _works():
        _create()
    stamps.begin(VENV)
    install(purpose.lock)
    locks = [Purpose.RUN, purpose] if purpose is Purpose.TEST else [purpose]
    stamps.finish(VENV, {stamps.digest(each.lock) for each in locks})


def install(lock: Path) -> None:
    """Install what a lock names, each file checked against its hash."""
    words = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    checked = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    if subprocess.run([str(PYTHON), *words, *checked], check=False).returncode:
        raise CannotBeMade(
            f"pip could not install the packages of {lock.name} (its own words are above); "
            "start again when the package index can be reached, what is already there is kept."
        )


def _works() -> bool:
    """Tell whether there is an environment here that was made here and still has its Python."""
    script = VENV / "bin" / "pip"
    if not PYTHON.exists() or not script.exists() or str(VENV) not in script.read_text(errors="replace"):
        return False
    new_enough = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", new_enough], capture_output=True, check=False).returncode == 0


def _create() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotBeMade(
            f"Python {version} comes without what makes a virtual environment here; "
            f"on Debian and Ubuntu, `sudo apt install python{version}-venv` adds it."
        )
    words = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode:
        said = (made.stderr or made.stdout).strip().splitlines() or ["it says nothing"]
        raise CannotBeMade(f"Python {version} could not make the virtual environment {VENV}: {said[-1]}")
