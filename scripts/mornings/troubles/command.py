"""Many troubled mornings, one a seed; a failing seed prints the line that replays it."""

import contextlib
import importlib
import io
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from scripts.mornings.chance import drawn_from
from scripts.mornings.judge import COUNTS
from scripts.mornings.options import Finite
from scripts.mornings.troubles.chance import Rates
from scripts.mornings.troubles.morning import PEACE, Morning, Size
from scripts.stack.settings import ROOT

SOME = click.IntRange(min=1)
BREAKS = "tests.surge.breaks"
ROOM = "/dev/shm"  # noqa: S108 - where it is there, a new database takes a tenth of the time

A_POOL = (
    40  # mornings, before the processes begin anew: `max_tasks_per_child` of Python 3.11 may wait forever
)


@dataclass(frozen=True, slots=True)
class Run:
    """One morning to be: its seed, its size, what is broken on purpose, and whether it is left in peace."""

    seed: int
    size: Size
    broken: str = ""
    calm: bool = False
    keep: bool = False

    @property
    def replay(self) -> str:
        """The line that does it again."""
        parts = [f"scripts/surge --troubles --seed {self.seed}"]
        parts += [
            f"--{name} {value:g}"
            for name, value in asdict(self.size).items()
            if value != getattr(Size(), name)
        ]
        parts += [f"--break {self.broken}"] if self.broken else []
        return " ".join(parts + (["--calm"] if self.calm else []))


def breaks() -> list[str]:
    """Return the names of the defects that can be seeded; none where the tests were left out."""
    return sorted(path.stem for path in (ROOT / BREAKS.replace(".", "/")).glob("[a-z]*.py"))


@click.command()
@click.option("--seeds", default=1, show_default=True, type=SOME, help="How many mornings.")
@click.option("--seed", default=1, show_default=True, help="The first seed.")
@click.option("--processes", default=2, show_default=True, type=SOME, help="How many at once.")
@click.option("--people", default=Size().people, show_default=True, type=SOME)
@click.option("--units", default=Size().units, show_default=True, type=SOME)
@click.option(
    "--minutes",
    default=Size().minutes,
    show_default=True,
    type=Finite(min=PEACE / 60, min_open=True),
    help="Of virtual time; nothing goes wrong in the last three.",
)
@click.option(
    "--break",
    "broken",
    type=click.Choice(breaks()),
    metavar="NAME",
    help="A defect to seed: a name from tests/surge/breaks.",
)
@click.option("--calm", is_flag=True, help="No troubles at all.")
@click.option(
    "--keep",
    is_flag=True,
    help="Keep the ledger and the log, and say where; of a morning that fails they are kept.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--troubles", is_flag=True, expose_value=False, hidden=True)
def main(
    seeds: int, seed: int, processes: int, people: int, units: int, minutes: float, broken: str | None, *,
    calm: bool, keep: bool, as_json: bool,
) -> None:  # fmt: skip
    """Let mornings go wrong, and judge them: exits with 1 where the judge found anything."""
    size = replace(Size(), people=people, units=units, minutes=minutes)
    runs = [Run(each, size, broken or "", calm=calm, keep=keep) for each in range(seed, seed + seeds)]
    found = []
    for each in all_of(runs, processes):
        found.append(each)
        if not as_json:
            _show(each)
    if as_json:
        print(json.dumps(summary(found), indent=1))
    else:
        print(_sentence(summary(found)))
    sys.exit(1 if summary(found)["failing"] else 0)


def all_of(runs: list[Run], processes: int) -> Iterator[dict[str, Any]]:
    """Let all of them happen, and yield each verdict as it comes."""
    if processes == 1 or len(runs) == 1:
        yield from map(one, runs)
        return
    for first in range(0, len(runs), A_POOL):
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            for done in as_completed([pool.submit(one, each) for each in runs[first : first + A_POOL]]):
                yield done.result()


def one(run: Run) -> dict[str, Any]:
    """Let one morning happen; return the verdict with its `seed`, `replay`, and `folder` if it is kept."""
    folder = Path(tempfile.mkdtemp(prefix="fl-", dir=ROOM if Path(ROOM).is_dir() else None))
    rates = Rates().none() if run.calm else None
    with contextlib.redirect_stdout(io.StringIO()), broken_by(run.broken), drawn_from(run.seed):
        verdict = Morning(run.seed, run.size, folder, f"sqlite:///{folder}/ledger.sqlite3", rates).run()
    is_kept = run.keep or not (verdict.is_clean or run.broken)
    if not is_kept:
        shutil.rmtree(folder, ignore_errors=True)
    where = {"folder": str(folder)} if is_kept else {}
    return verdict.as_json() | {"seed": run.seed, "replay": run.replay} | where


@contextlib.contextmanager
def broken_by(name: str) -> Iterator[None]:
    """Seed a defect, if one is named, and take it out again."""
    if not name:
        yield
        return
    with importlib.import_module(f"{BREAKS}.{name}").broken():
        yield


def summary(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Add the verdicts up: `{"mornings", "counts", "judged", "failing": [{"seed", "replay", ...}]}`."""
    counts, judged = Counter[str](dict.fromkeys(COUNTS, 0)), Counter[str]()
    for each in found:
        counts.update(each["counts"])
        judged.update(each["judged"])
    failing = [each for each in found if each["findings"]]
    told = [{name: each[name] for name in ("seed", "replay", "counts", "findings")} for each in failing]
    return {"mornings": len(found), "counts": dict(counts), "judged": dict(judged), "failing": told}


def _show(each: dict[str, Any]) -> None:
    wrong = [f"{count} {name.replace('_', ' ')}" for name, count in each["counts"].items() if count]
    print(
        f"seed {each['seed']}: {', '.join(wrong) or 'nothing to complain of'}",
        each.get("folder", ""),
        flush=True,
    )
    for finding in each["findings"]:
        print(f"    {finding['count']}: {finding['why']} {finding['rows']}")
    if each["findings"]:
        print(f"    {each['replay']}", flush=True)


def _sentence(found: dict[str, Any]) -> str:
    judged = ", ".join(f"{count} {name}" for name, count in found["judged"].items())
    wrong = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in found["counts"].items())
    mornings = "1 morning" if found["mornings"] == 1 else f"{found['mornings']} mornings"
    return f"{mornings} ({judged}): {wrong}"
