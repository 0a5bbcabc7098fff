"""`rebuild`: the order of the line, made anew from SQL; `line`: a pause, and its end."""

import click

from booking_core import DatabaseClock
from queueing import Levers, QueueSettings, connect_once, pausing
from queueing import rebuild as rebuild_line
from scripts.operator.ground import the_database

WHO = "operator"  # as what was done is listed on the board
why = click.option("--reason", default="from the command line", show_default=True, help="Shown on the board.")


@click.command()
def rebuild() -> None:
    """Make the order of the line in Redis anew from SQL; safe at any moment."""
    with the_database() as database, connect_once(QueueSettings()) as redis:
        waiting = rebuild_line(database, redis, DatabaseClock(database).now())
    click.echo(f"In the order: {waiting}. Every other place is kept as it was.")


@click.group()
def line() -> None:
    """Pause the line, and let it go on."""


@line.command()
@click.argument("announcement", type=click.Choice(pausing.ANNOUNCEMENTS))
@why
def pause(announcement: str, reason: str) -> None:
    """Give no turns for a while, and say why; everybody who calls still gets a place."""
    with the_database() as database:
        now = DatabaseClock(database).now()
        database.run(lambda tx: Levers().pause(tx, announcement, reason, WHO, now))
    click.echo(f"The line is paused: {announcement}.")


@line.command()
@why
def resume(reason: str) -> None:
    """End the pause, or an early close."""
    with the_database() as database:
        now = DatabaseClock(database).now()
        was_paused = database.run(lambda tx: Levers().open(tx, reason, WHO, now))
    click.echo("The line goes on." if was_paused else "The line was not paused.")
