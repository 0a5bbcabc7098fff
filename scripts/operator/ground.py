"""What the commands share: the database that the environment names, files, and faults said in a sentence."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from booking_core import (
    BadFile,
    ClockOff,
    Database,
    DatabaseAway,
    DatabaseClock,
    GroundSettings,
    open_database,
    text_of,
)
from queueing import LineAway

T = TypeVar("T")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MIGRATE = "scripts/fairline migrate"
NO_TABLES = ("no such table", "does not exist", "no such column")
TEN_YEARS = 520  # weeks
WEEKS = click.option(
    "--weeks",
    default=0,
    type=click.IntRange(-TEN_YEARS, TEN_YEARS),
    show_default=True,
    help="Move every date of the file by so many weeks.",
)


class Sentences(click.Group):
    """A group whose commands end with one sentence rather than a traceback when something is away."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (DatabaseAway, DBAPIError) as fault:
            if any(words in str(fault) for words in NO_TABLES):
                raise click.ClickException(f"The database is not up to date; first: {MIGRATE}") from None
            raise click.ClickException(f"The database does not answer: {fault}") from None
        except ClockOff as fault:
            raise click.ClickException(f"Nothing was written: {fault}; set it by the database's.") from None
        except LineAway as fault:
            raise click.ClickException(f"Redis does not answer: {fault}") from None
        except ValidationError as fault:
            wrong = "; ".join(f"{str(each['loc'][0]).upper()}: {each['msg']}" for each in fault.errors())
            raise click.ClickException(f"The settings are wrong: {wrong}") from None


@contextmanager
def the_database() -> Iterator[Database]:
    """Open the database that the environment names."""
    with closing(open_database(GroundSettings())) as database:
        yield database


def load(file: Path, work: Callable[[Connection, str, datetime], T]) -> T:
    """Load a whole file or nothing of it; the work is told the text and the instant."""
    try:
        text = text_of(file.read_bytes())
        with the_database() as database:
            now = DatabaseClock(database).now()
            return database.run(lambda tx: work(tx, text, now))
    except BadFile as fault:
        raise click.ClickException(f"{file}: {fault}") from None
