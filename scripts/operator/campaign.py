"""`campaign load`: name, hours, releases, cohorts, dose rule."""

from pathlib import Path

import click

from booking_core import load_campaign
from scripts.operator.ground import FILE, WEEKS, load


@click.group()
def campaign() -> None:
    """Load the campaign: hours, releases, cohorts, dose rule."""


@campaign.command("load")
@click.argument("file", type=FILE)
@WEEKS
def load_file(file: Path, weeks: int) -> None:
    """Load FILE.toml; loading it again changes what changed."""
    name = load(file, lambda tx, text, _: load_campaign(tx, text, weeks=weeks))
    click.echo(f"Campaign loaded: {name}.")
