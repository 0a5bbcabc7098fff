"""`scripts/surge`: play a whole morning in virtual time, and print what came of it."""

import json
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from scripts.mornings.chance import drawn_from
from scripts.mornings.compared import compared
from scripts.mornings.cores import core_apart
from scripts.mornings.crowd import draw
from scripts.mornings.garbage import little_garbage
from scripts.mornings.hotline import settings
from scripts.mornings.judged import judged, judging, kept
from scripts.mornings.morning import open_morning
from scripts.mornings.options import Finite, Folder
from scripts.mornings.report import Told, write
from scripts.mornings.result import Result, result, table
from scripts.mornings.scenario import names, scenario

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - where there is one, a commit costs no disk


@click.command()
@click.option("--scenario", "name", type=click.Choice(names()), required=True, help="Which morning.")
@click.option("--people", type=click.IntRange(min=1), help="How many call; the scenario's own otherwise.")
@click.option("--seed", default=1, show_default=True, help="Of everything that is drawn.")
@click.option(
    "--minutes", type=Finite(min=0, min_open=True), help="Stop after so many virtual minutes, the models too."
)
@click.option("--report", type=Folder(), help="Write a page to read here.")
@click.option("--keep", type=Folder(), help="Keep its ledger and its log here.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON rather than a table.")
def main(
    name: str, people: int | None, seed: int, minutes: float | None, report: Path | None, keep: Path | None,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Play a scenario: the hotline itself, its callers and agents, in virtual time, from a seed.

    The same seed gives the same result to the byte. DATABASE_URL may name an empty PostgreSQL database.
    Exits with 1 where the judge has found anything; the ledger and the log are kept then.

    Two more commands, each with its own --help: `scripts/surge --troubles` plays small mornings on which
    everything goes wrong; `scripts/surge --real` lets people call in real time while processes are killed.
    """
    found = play(name, people, seed, minutes, keep)
    click.echo(json.dumps(found.as_json(), indent=1) if as_json else table(found))
    if report is not None:
        click.echo(f"Written: {page(report, found)}", err=True)
    sys.exit(0 if found.judged.is_clean else 1)


def page(where: Path, found: Result) -> Path:
    """Write the report of a morning beside two models of what others do, and return its page."""
    people, seed = found.head["people"], found.head["seed"]
    which = scenario(found.head["scenario"]).until(found.head["until"])
    beside = compared(which, draw(which, people, seed), found.outcomes, seed)
    minutes = f" --minutes {which.length / 60:.12g}" if which.is_stopped else ""
    command = f"scripts/surge --scenario {which.name} --people {people} --seed {seed}{minutes} --report DIR"
    return write(where, Told(which, people, seed, command, beside, found.judged))


def play(
    name: str, people: int | None, seed: int, minutes: float | None = None, keep: Path | None = None
) -> Result:
    """Play a morning in a folder of its own that goes when it is over, and have it judged."""
    which = scenario(name).until(math.inf if minutes is None else 60 * minutes)
    url, number = os.environ.get("DATABASE_URL") or None, people or which.facts.people
    with folder() as path:
        given = settings(path, url, None, calls_a_second=which.calls_a_second(number))
        with (
            drawn_from(seed),
            core_apart() as leave_it,
            open_morning(given, which, number, seed) as morning,
            little_garbage(),
        ):
            leave_it()
            morning.play(tell=_progress(morning.length))
            with judging(given) as judge:  # in its own process, while ours counts
                found = result(morning)
                found = replace(found, judged=judged(judge))
        if keep is not None or not found.judged.is_clean:
            again = kept(given, keep or Path(tempfile.mkdtemp(prefix=f"{name}-")))
            click.echo(f"To judge it again: {again}", err=True)
        return found


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder whose path leaves room for a socket's name, in memory where that is there."""
    where = IN_MEMORY if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="fl-", dir=where) as path:
        yield Path(path)


def _progress(until: float) -> Callable[[float], None]:
    """Return what draws a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _: None

    def draw(elapsed: float) -> None:
        done = int(40 * elapsed / until) if until else 40
        ends = "\n" if elapsed >= until else ""
        click.echo(
            f"\r[{'#' * done:<40}] minute {int(elapsed // 60)} of {int(until // 60)}{ends}",
            err=True,
            nl=False,
        )

    return draw


def begin() -> None:
    """Play a scenario, or, asked for `--troubles`, small mornings on which everything goes wrong."""
    if "--real" in sys.argv:
        from scripts.mornings.real.command import main as real  # noqa: PLC0415

        real(prog_name="scripts/surge --real")
    if "--troubles" not in sys.argv:
        main(prog_name="scripts/surge")
        return
    from scripts.mornings.troubles.command import main as troubles  # noqa: PLC0415

    troubles(prog_name="scripts/surge --troubles")


if __name__ == "__main__":
    begin()
