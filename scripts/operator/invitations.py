"""`invitations load`: the codes of the letters."""

from pathlib import Path

import click

from booking_core import load_invitations
from scripts.operator.ground import FILE, load


@click.group()
def invitations() -> None:
    """Load the invitation codes."""


@invitations.command("load")
@click.argument("file", type=FILE)
def load_file(file: Path) -> None:
    """Load FILE.csv: code,birth_date,region,batch[,surname]."""
    loaded = load(file, lambda tx, text, now: load_invitations(tx, text, now=now))
    click.echo(f"Codes added: {loaded.added}. Codes changed: {loaded.changed}.")
    if loaded.elsewhere:
        click.echo(f"No clinic is in these regions so far: {', '.join(loaded.elsewhere)}.")
