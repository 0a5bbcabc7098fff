"""`users`: who may sign in to the console."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from agents import (
    AccountRefused,
    Role,
    account_named,
    add_user,
    disable_user,
    enable_user,
    in_words,
    set_abilities,
    set_endpoint,
    set_password,
    set_role,
)
from agents import users as list_users
from booking_core import Database, DatabaseClock
from scripts.operator.ground import the_database
from scripts.operator.settings import OperatorSettings

ENABLE = "scripts/fairline users enable"
SPEAKS = click.option(
    "--language", "languages", multiple=True, help="en, fr or es, once for each; every language if none."
)
ABLE = click.option("--skill", "skills", multiple=True, help="For callers who need it, for example relay.")


@click.group()
def users() -> None:
    """Add, list, change, shut and open the accounts of the console."""


@users.command()
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.AGENT.value)
@SPEAKS
@ABLE
@click.option(
    "--endpoint", help="Where their phone is: client:NAME (the browser's, the default), +1... or sip:...@..."
)
def add(
    name: str, role: str, languages: tuple[str, ...], skills: tuple[str, ...], endpoint: str | None
) -> None:
    """Add NAME; the password is asked for, or read from standard input."""
    password = _password()
    with the_database() as database, _plainly():
        database.run(
            lambda tx: add_user(
                tx,
                name=name,
                password=password,
                role=role,
                languages=languages,
                skills=skills,
                endpoint=endpoint,
                ours=OperatorSettings().hotline_number,
                now=DatabaseClock(database).now(),
            )
        )
    click.echo(f"Added {name} ({role}).")


@users.command()
@click.argument("name")
def password(name: str) -> None:
    """Give NAME another password, asked for or read from standard input, and sign them out everywhere."""
    new = _password()
    with the_database() as database, _plainly():
        now = DatabaseClock(database).now()
        database.run(lambda tx: set_password(tx, name=name, password=new, now=now))
        _done(database, name, f"{name} has a new password, and is signed out everywhere.")


@users.command()
@click.argument("name")
@SPEAKS
@ABLE
def serves(name: str, languages: tuple[str, ...], skills: tuple[str, ...]) -> None:
    """Say anew whom NAME can serve; it counts when they press Ready the next time."""
    with the_database() as database, _plainly():
        database.run(lambda tx: set_abilities(tx, name=name, languages=languages, skills=skills))
        _done(database, name, f"{name} serves {in_words(languages, skills)}.")


@users.command()
@click.argument("name")
@click.argument("phone", metavar="ENDPOINT")
def endpoint(name: str, phone: str) -> None:
    """Say anew where the phone of NAME is: client:NAME, a number in full (+1...) or sip:...@..."""
    ours = OperatorSettings().hotline_number
    with the_database() as database, _plainly():
        database.run(lambda tx: set_endpoint(tx, name=name, endpoint=phone, ours=ours))
        rung = "it is rung when they become ready after being away"
        _done(database, name, f"The phone of {name} is {phone}; {rung}.")


@users.command()
@click.argument("name")
def disable(name: str) -> None:
    """Shut the account of NAME; the call that they may have goes on by telephone, and is their last."""
    with the_database() as database, _plainly():
        now = DatabaseClock(database).now()
        database.run(lambda tx: disable_user(tx, name=name, now=now))
    click.echo(f"{name} can no longer sign in; {ENABLE} {name} undoes it.")


@users.command()
@click.argument("name")
def enable(name: str) -> None:
    """Open the account of NAME again, as it was; they sign in anew."""
    with the_database() as database, _plainly():
        now = DatabaseClock(database).now()
        opened = database.run(lambda tx: enable_user(tx, name=name, now=now))
    click.echo(f"{name} can sign in again, as {opened.role.value}.")


@users.command()
@click.argument("name")
@click.argument("new", metavar="ROLE", type=click.Choice([role.value for role in Role]))
def role(name: str, new: str) -> None:
    """Say anew what the account of NAME is for; a call that they have is finished first."""
    with the_database() as database, _plainly():
        now = DatabaseClock(database).now()
        database.run(lambda tx: set_role(tx, name=name, role=new, now=now))
        _done(database, name, f"{name} is {new} now.")


@users.command("list")
def show() -> None:
    """List the accounts."""
    with the_database() as database, database.reading() as look:
        for each in list_users(look):
            note = "  (disabled)" if each.disabled else ""
            serves = in_words(each.languages, each.skills)
            click.echo(f"{each.name:20} {each.role.value:14} {serves:24} {each.endpoint}{note}")


def _done(database: Database, name: str, words: str) -> None:
    """Say what was done, and of a shut account that it still is: or nobody knows why they cannot sign in."""
    click.echo(words)
    with database.reading() as look:
        found = account_named(look, name)
    if found is not None and found.disabled:
        click.echo(f"The account is still disabled; {ENABLE} {name} opens it.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@contextmanager
def _plainly() -> Iterator[None]:
    """Say a refusal as the sentence it is."""
    try:
        yield
    except AccountRefused as fault:
        raise click.ClickException(str(fault)) from None
