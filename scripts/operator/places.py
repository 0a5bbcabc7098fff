"""`travel load` and `towns load`: how far regions are from each other, and which towns are in them."""

from pathlib import Path

import click

from booking_core import load_towns, load_travel
from scripts.operator.ground import FILE, load


@click.group()
def travel() -> None:
    """Load how far it is between the regions."""


@travel.command("load")
@click.argument("file", type=FILE)
def load_ways(file: Path) -> None:
    """Load FILE.csv: from_region,to_region,minutes; it replaces what was loaded before."""
    click.echo(f"Ways loaded: {load(file, lambda tx, text, _: load_travel(tx, text))}.")


@click.group()
def towns() -> None:
    """Load which region towns are in, so that a caller's can be guessed and asked."""


@towns.command("load")
@click.argument("file", type=FILE)
def load_places(file: Path) -> None:
    """Load FILE.csv: town,province,region; it replaces what was loaded before."""
    loaded = load(file, lambda tx, text, _: load_towns(tx, text))
    click.echo(f"Towns loaded: {loaded.towns}, with {loaded.exchanges} telephone exchanges.")
