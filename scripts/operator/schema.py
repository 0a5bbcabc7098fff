"""`migrate`: the database in its newest shape."""

import click

from booking_core import migrate
from scripts.operator.ground import the_database


@click.command("migrate")
def migrate_database() -> None:
    """Bring the database to the newest shape; safe to run again."""
    with the_database() as database:
        migrate(database)
    click.echo("The database is up to date.")
