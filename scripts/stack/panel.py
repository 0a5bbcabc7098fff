"""What somebody at the terminal reads when everything is up."""

from dataclasses import dataclass

import click

from scripts.stack import demo
from scripts.stack.passwords import USERS, password_of
from scripts.stack.settings import RunSettings


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the panel: a heading, what to type or open, and what that is."""

    head: str = ""
    text: str = ""
    note: str = ""


BLANK = Row()


def panel(settings: RunSettings, secrets: dict[str, str], seconds: float, *, is_demo: bool) -> str:
    """Return the panel: where to dial, where to sign in, how to stop."""
    rows = [*_dialling(settings), *(_letter() if is_demo else []), BLANK, *_working(settings)]
    rows += [*(_logins(secrets) if is_demo else []), BLANK]
    rows += [Row("Logs", str(settings.data / "log")), Row("Stop", "Ctrl-C")]
    ready = click.style("Fairline is ready", bold=True)
    width = max(len(row.text) for row in rows if row.note)
    body = [_line(row, width) for row in rows]
    return "\n".join(["", f"  {ready} {click.style(f'after {seconds:.1f} s', dim=True)}", "", *body, ""])


def _dialling(settings: RunSettings) -> list[Row]:
    usual = RunSettings.model_fields["carrier_port"].default == settings.carrier_port
    terminal = f"scripts/phone --to {settings.hotline_number}"
    return [
        Row("Dial", f"{settings.carrier_url}/handset", "a telephone in the browser"),
        Row(
            "",
            terminal if usual else f"CARRIER_PORT={settings.carrier_port} {terminal}",
            "one in the terminal",
        ),
    ]


def _letter() -> list[Row]:
    code, birth_date = demo.letter()
    return [Row("A letter", f"code {code}, born {birth_date}", "for a clinic that asks for a code")]


def _working(settings: RunSettings) -> list[Row]:
    return [
        Row("Console", settings.console_url, "where agents sign in"),
        Row("Softphone", f"{settings.carrier_url}/handset/client:anna", "where anna's phone rings"),
    ]


def _logins(secrets: dict[str, str]) -> list[Row]:
    heads = ["Sign in", *[""] * (len(USERS) - 1)]
    return [
        Row(head, f"{user:8}{password_of(user, secrets)}", demo.role_of(user).value)
        for head, user in zip(heads, USERS, strict=True)
    ]


def _line(row: Row, width: int) -> str:
    if not row.text:
        return ""
    head = click.style(f"{row.head:11}", fg="cyan")
    return (
        f"  {head}{row.text:{width}}   {click.style(row.note, dim=True)}"
        if row.note
        else f"  {head}{row.text}"
    )
