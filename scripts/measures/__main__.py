"""`python -m scripts.measures`: measure, print a table or JSON, and say whether every bar was met."""

import json
import signal
import sys
import traceback
from pathlib import Path

import click

from scripts.measures.curves import draw
from scripts.measures.given import ROUNDS, Given
from scripts.measures.machine import machine, versions
from scripts.measures.measures import MEASURES
from scripts.measures.rows import Row, table

NAMES = click.Choice(list(MEASURES))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON rather than as a table.")
@click.option("--only", "names", multiple=True, type=NAMES, help="Only this measure; may be given again.")
@click.option("--seed", default=1, show_default=True, help="Of everything that is drawn.")
@click.option("--plot", type=click.Path(file_okay=False, path_type=Path), help="Draw growth.svg there.")
@click.option("--scale", default=1.0, show_default=True, help="Share of the full sizes; bars need them full.")
def main(names: tuple[str, ...], seed: int, scale: float, plot: Path | None, *, as_json: bool) -> None:
    """Measure both sides of each bar by turns, on servers of the bench's own.

    Ends with 1 where a bar was not met, or a measure broke off: the others are measured all the same.
    A full run takes about ten minutes and both of two cores.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every server is ended
    head = {"machine": machine(), "versions": versions(), "seed": seed, "scale": scale, "rounds": ROUNDS}
    if not as_json:
        click.echo(_described(head))
    rows: list[Row] = []
    broken: list[str] = []
    for name in names or MEASURES:
        click.echo(f"measuring {name} ...", err=True)
        found = _measured(name, Given(seed, scale), broken)
        rows += found
        if not as_json:
            click.echo(table(found))
    if as_json:
        click.echo(json.dumps({**head, "rows": [row.as_json() for row in rows], "broken": broken}, indent=2))
    if plot is not None:
        draw(rows, plot)
    raise SystemExit(bool(broken) or any(row.met is False for row in rows))


def _measured(name: str, given: Given, broken: list[str]) -> list[Row]:
    """Return the figures of one measure: those that it had, where it broke off."""
    rows: list[Row] = []
    try:
        rows.extend(row.unless(given.reason) for row in MEASURES[name](given))
    except Exception:  # noqa: BLE001 - what the others came to is not to be lost
        click.echo(f"{name} broke off:\n{traceback.format_exc()}", err=True)
        broken.append(name)
    return rows


def _described(head: dict[str, object]) -> str:
    return "\n".join(f"{name}: {_words(it)}" for name, it in head.items())


def _words(it: object) -> str:
    return ", ".join(f"{name} {each}" for name, each in it.items()) if isinstance(it, dict) else str(it)


if __name__ == "__main__":
    main(prog_name="scripts/bench")
