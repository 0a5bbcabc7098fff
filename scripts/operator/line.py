"""`rebuild`: the order of the line, made anew from SQL; `line`: a pause, and its end."""

import click

from booking_core import DatabaseClock
from queueing import QueueSettings, connect_once, pausing
from queueing import rebuild as rebuild_line
from scripts.operator.ground import the_database


@click.command()
def rebuild() -> None:
    """Make the order of the line in Redis anew from SQL; safe at any moment."""
    with the_database() as database, connect_once(QueueSettings()) as redis:
        waiting = rebuild_line(database, redis, DatabaseClock(database).now())
    click.echo(f"Waiting: {waiting}.")


@click.group()
def line() -> None:
    """Pause the line, and let it go on."""


@line.command()
@click.argument("announcement", type=click.Choice(pausing.ANNOUNCEMENTS))
def pause(announcement: str) -> None:
    """Give no turns for a while, and say why; everybody who calls still gets a place."""
    with the_database() as database:
        now = DatabaseClock(database).now()
        database.run(lambda tx: pausing.pause(tx, announcement, now))
    click.echo(f"The line is paused: {announcement}.")


@line.command()
def resume() -> None:
    """End the pause."""
    with the_database() as database:
        was_paused = database.run(pausing.resume)
    click.echo("The line goes on." if was_paused else "The line was not paused.")
