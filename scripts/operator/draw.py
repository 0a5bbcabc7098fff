"""`draw`: the opening draw, from its announcement to its proof."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from booking_core import DatabaseClock
from queueing import Draws, NoDraw, Published, QueueSettings, connect_once, verify
from scripts.operator.ground import FILE, the_database
from scripts.operator.writing import write

DAY = click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="The day of its opening; without it, the last one."
)


@click.group()
def draw() -> None:
    """Show, publish, close, run and verify the opening draw."""


@draw.command()
@DAY
def show(day: datetime | None) -> None:
    """Tell how far the draw has come."""
    with the_draws() as (draws, _):
        it = draws.of(_date(day))
        registered = draws.registered(it)
    click.echo(f"Opening:    {it.opens_at.isoformat()}")
    click.echo(f"Seed hash:  {it.seed_hash}")
    click.echo(f"Registered: {registered}")
    click.echo(f"List:       {_since('closed', it.closed_at)}")
    click.echo(f"List hash:  {it.list_hash or 'published when the list is closed'}")
    click.echo(f"Draw:       {_since('drawn', it.drawn_at)}")


@draw.command()
@DAY
@click.option("--next", "coming", is_flag=True, help="The next opening's; its seed is made if there is none.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Write the file here.")
def publish(day: datetime | None, *, coming: bool, to: Path | None) -> None:
    """Write what the public may know by now: the seed's hash, then the list, then the seed and the order."""
    with the_draws() as (draws, now):
        it = draws.announce(now) if coming else draws.of(_date(day))
        text = str(draws.published(it))
    if to is None:
        click.echo(text, nl=False)
    else:
        write(to, text)
        click.echo(f"Written: {to}.")


@draw.command()
@DAY
def close(day: datetime | None) -> None:
    """Close the list before its opening, so that its hash can be published; else the clock does it then."""
    with the_draws() as (draws, now):
        it = draws.close(draws.of(_date(day)), now)
        click.echo(f"The list is closed: {draws.registered(it)} numbers, hash {it.list_hash}.")


@draw.command()
@DAY
def run(day: datetime | None) -> None:
    """Draw now what the clock has not drawn since the opening; safe to run again."""
    with the_draws() as (draws, now), connect_once(QueueSettings()) as redis:
        moved = draws.run(redis, draws.of(_date(day)), now)
    click.echo(f"Drawn: {moved}.")


@draw.command("verify")
@click.argument("file", type=FILE)
@click.option("--seed-hash", help="As it was announced before the draw.")
@click.option("--list-hash", help="As it was announced when the list was closed.")
def verify_file(file: Path, seed_hash: str | None, list_hash: str | None) -> None:
    """Recompute a published draw from FILE alone; name every line that is wrong."""
    text = file.read_text(encoding="utf-8", errors="replace")
    faults = verify(text, seed_hash, list_hash)
    if faults:
        raise click.ClickException("\n".join(f"{file}: {each}" for each in faults))
    found = Published.model_validate_json(text)
    if found.order is None:
        click.echo("What it says so far fits. It is not drawn yet: there is no order to prove.")
    else:
        click.echo(f"The order of all {len(found.order)} numbers is the one that was drawn.")
    click.echo(f"Compare with what was announced: seed hash {found.seed_hash}, list hash {found.list_hash}.")


@contextmanager
def the_draws() -> Iterator[tuple[Draws, datetime]]:
    """Open the draws of the line, and tell the time; what there is no draw for is said in a sentence."""
    with the_database() as database:
        try:
            yield Draws(database), DatabaseClock(database).now()
        except NoDraw as fault:
            raise click.ClickException(f"{str(fault)[0].upper()}{str(fault)[1:]}.") from None


def _date(day: datetime | None) -> date | None:
    return None if day is None else day.date()


def _since(what: str, at: datetime | None) -> str:
    return f"{what} at {at.isoformat(timespec='seconds')}" if at is not None else f"not {what} yet"
