"""What somebody at the terminal reads when everything is up."""

import click

from scripts.stack import demo
from scripts.stack.passwords import USERS, password_of
from scripts.stack.settings import RunSettings


def panel(settings: RunSettings, secrets: dict[str, str], seconds: float, *, is_demo: bool) -> str:
    """Return the panel: where to dial, where to sign in, how to stop."""
    rows = [*_dialling(settings, is_demo=is_demo), ("", ""), *_working(settings, secrets, is_demo=is_demo)]
    rows += [("", ""), ("Logs", str(settings.data / "log")), ("Stop", "Ctrl-C")]
    head = click.style("Fairline is ready", bold=True) + click.style(f"  after {seconds:.1f} s", dim=True)
    body = [f"  {click.style(f'{name:11}', fg='cyan')}{text}".rstrip() for name, text in rows]
    return "\n".join(["", f"  {head}", "", *body, ""])


def _dialling(settings: RunSettings, *, is_demo: bool) -> list[tuple[str, str]]:
    port = (
        f"CARRIER_PORT={settings.carrier_port} "
        if settings.carrier_port != RunSettings.model_fields["carrier_port"].default
        else ""
    )
    rows = [
        ("Dial", f"{settings.carrier_url}/handset" + _note("a telephone in the browser")),
        ("", f"{port}scripts/phone --to {settings.hotline_number}" + _note("one in the terminal")),
    ]
    if is_demo:
        code, birth_date = demo.letter()
        rows.append(("A letter", f"code {code}, born {birth_date}" + _note("for clinics that ask for one")))
    return rows


def _working(settings: RunSettings, secrets: dict[str, str], *, is_demo: bool) -> list[tuple[str, str]]:
    rows = [
        ("Console", settings.console_url + _note("agents and supervisors sign in here")),
        ("Softphone", f"{settings.carrier_url}/handset/client:anna" + _note("where an agent's phone rings")),
    ]
    if is_demo:
        logins = [f"{user:6} {password_of(user, secrets)}" for user in USERS]
        notes = ["agent"] * len(demo.LANGUAGES) + ["supervisor"]
        rows += [
            ("" if at else "Sign in", f"{login}{_note(note)}")
            for at, (login, note) in enumerate(zip(logins, notes, strict=True))
        ]
    return rows


def _note(text: str) -> str:
    return click.style(f"   {text}", dim=True)
