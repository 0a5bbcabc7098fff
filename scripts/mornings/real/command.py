"""`scripts/surge --real`: five minutes in real time, on real processes that are killed meanwhile."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from scripts.mornings.options import Finite
from scripts.mornings.real.surge import Outcome, Size, surge


@click.command()
@click.option("--minutes", default=5.0, show_default=True, type=Finite(min=0.25))
@click.option("--seed", default=1, show_default=True, help="Of who calls, when, and what is killed when.")
@click.option(
    "--callers", type=click.IntRange(min=1), help="How many call; as many as the machine bears otherwise."
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=Finite(min=0, min_open=True),
    help="How much faster speech goes.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--keep", is_flag=True, help="Keep the ledger and the logs; what is wrong keeps them too.")
@click.option("--real", is_flag=True, expose_value=False, hidden=True)
def main(minutes: float, seed: int, callers: int | None, speed: float, *, as_json: bool, keep: bool) -> None:
    """Let people call in real time, kill each process, restart the web in turn, and judge what came of it.

    DATABASE_URL may name an empty PostgreSQL database. Exits with 1 where a webhook had no answer within
    15 seconds, somebody was left without words, or the judge found anything.
    """
    size = Size(seed=seed, seconds=60 * minutes, callers=callers, speed=speed)
    folder = Path(tempfile.mkdtemp(prefix="fl-"))
    outcome = surge(size, folder, os.environ.get("DATABASE_URL") or None)
    if keep or not outcome.is_sound:
        click.echo(f"Kept: {folder}", err=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    click.echo(json.dumps(as_told(outcome), indent=1) if as_json else table(outcome))
    sys.exit(0 if outcome.is_sound else 1)


def as_told(outcome: Outcome) -> dict[str, Any]:
    """Return the figures and the verdict."""
    return {"figures": outcome.figures, "verdict": outcome.verdict.as_json()}


def table(outcome: Outcome) -> str:
    """Return a line for each figure, and the verdict."""
    lines = [f"{name.replace('_', ' '):32} {_shown(it)}" for name, it in outcome.figures.items()]
    return "\n".join([*lines, "", outcome.verdict.as_text()])


def _shown(it: object) -> str:
    return ", ".join(f"{name} {count}" for name, count in it.items()) if isinstance(it, dict) else str(it)
