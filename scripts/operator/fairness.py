"""`fairness`: who was overtaken and why, who called again, and whether what was said came true."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from booking_core import DatabaseClock
from queueing import measured
from scripts.operator.ground import the_database

FOLDER = click.Path(file_okay=False, path_type=Path)
WHEN = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"])


@click.command()
@click.option("--since", type=WHEN, help="UTC; by default a day before the end.")
@click.option("--until", type=WHEN, help="UTC; by default now.")
@click.option(
    "--csv", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write each table there."
)
@click.option("--line", default="main", show_default=True)
def fairness(since: datetime | None, until: datetime | None, folder: Path | None, line: str) -> None:
    """Print the fairness report of a line as JSON; it names no person and no number."""
    if folder is not None:
        _make(folder)
    with the_database() as database:
        end = until.replace(tzinfo=UTC) if until else DatabaseClock(database).now()
        begin = since.replace(tzinfo=UTC) if since else end - timedelta(days=1)
        if begin >= end:
            raise click.ClickException("--since has to be before --until.")
        with database.reading() as look:
            found = measured.report(look, line, begin, end)
    click.echo(json.dumps(found.as_json(), indent=2))
    if folder is not None:
        for name, rows in found.tables().items():
            _write(folder / f"{name}.csv", rows)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise click.ClickException(f"{folder}: {fault.strerror}.") from None


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(rows[0]) if rows else ["empty"])
        table.writeheader()
        table.writerows(rows)
