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
    units = load(file, lambda tx, text: load_clinics(tx, text, weeks=weeks))
    click.echo(f"Units added: {units}.")
