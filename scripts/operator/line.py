"""`rebuild`: the order of the line, made anew from SQL."""

from contextlib import closing

import click

from booking_core import SystemClock
from queueing import QueueSettings, connect
from queueing import rebuild as rebuild_line
from scripts.operator.ground import the_database


@click.command()
def rebuild() -> None:
    """Make the order of the line in Redis anew from SQL; safe at any moment."""
    with the_database() as database, closing(connect(QueueSettings())) as redis:
        waiting = rebuild_line(database, redis, SystemClock().now())
    click.echo(f"Waiting: {waiting}.")
