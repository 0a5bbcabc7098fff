"""`campaign load`: name, hours, releases, cohorts, dose rule."""

from pathlib import Path

import click

from booking_core import campaign_of, load_campaign
from scripts.operator.ground import FILE, WEEKS, load


@click.group()
def campaign() -> None:
    """Load the campaign: hours, releases, cohorts, dose rule."""


@campaign.command("load")
@click.argument("file", type=FILE)
@WEEKS
def load_file(file: Path, weeks: int) -> None:
    """Load FILE.toml; loading it again changes what changed. What was loaded last is in force."""
    before, name = load(file, lambda tx, text, _: (campaign_of(tx), load_campaign(tx, text, weeks=weeks)))
    click.echo(f"Campaign loaded: {name}.")
    if before is not None and before.name != name:
        click.echo(
            f"It is in force instead of {before.name}. If that is a mistake, load the file of that one."
        )
