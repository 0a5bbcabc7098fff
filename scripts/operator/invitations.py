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
    added = load(file, lambda tx, text, now: load_invitations(tx, text, now=now))
    click.echo(f"Codes added: {added}.")
