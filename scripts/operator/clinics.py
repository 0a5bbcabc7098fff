"""`clinics load`: where, when and how many."""

from pathlib import Path

import click

from booking_core import load_clinics
from scripts.operator.ground import FILE, WEEKS, load


@click.group()
def clinics() -> None:
    """Load the clinics and their capacity."""


@clinics.command("load")
@click.argument("file", type=FILE)
@WEEKS
def load_file(file: Path, weeks: int) -> None:
    """Load FILE.csv: clinic,region,address,starts_at,minutes,capacity[,timezone][,release]."""
    loaded = load(file, lambda tx, text, now: load_clinics(tx, text, now=now, weeks=weeks))
    click.echo(f"Units added: {loaded.added}. Units withdrawn: {loaded.withdrawn}.")
