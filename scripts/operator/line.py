"""`rebuild`: the order of the line, made anew from SQL."""

import click

from booking_core import DatabaseClock
from queueing import QueueSettings, connect_once
from queueing import rebuild as rebuild_line
from scripts.operator.ground import the_database


@click.command()
def rebuild() -> None:
    """Make the order of the line in Redis anew from SQL; safe at any moment."""
    with the_database() as database, connect_once(QueueSettings()) as redis:
        waiting = rebuild_line(database, redis, DatabaseClock(database).now())
    click.echo(f"Waiting: {waiting}.")
