"""The demo's secrets and passwords: random, one set a data folder, readable by their owner only."""

import os
import secrets
from pathlib import Path

USERS = ("anna", "ben", "chloe", "diane")
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"


def demo_secrets(data: Path) -> tuple[dict[str, str], bool]:
    """Return the set of this data folder, and whether it was made just now."""
    path = data / "demo.env"
    try:
        return _read(path), False
    except FileNotFoundError:
        _write(path, _draw())
        return _read(path), True


def password_of(user: str, drawn: dict[str, str]) -> str:
    return drawn[_variable(user)]


def _draw() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_hex(32),
        "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "TWILIO_API_KEY_SID": f"SK{secrets.token_hex(16)}",
        "TWILIO_API_KEY_SECRET": secrets.token_hex(16),
        **{_variable(user): _password() for user in USERS},
    }


def _variable(user: str) -> str:
    return f"DEMO_PASSWORD_{user.upper()}"


def _password() -> str:
    """Draw what can be read from one screen and typed into another: three words that are none, 46 bits."""
    syllable = [secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(7)]
    return f"{''.join(syllable[:2])}-{''.join(syllable[2:4])}-{''.join(syllable[4:])}"


def _read(path: Path) -> dict[str, str]:
    pairs = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {name: value for name, _, value in pairs}


def _write(path: Path, values: dict[str, str]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    fresh.replace(path)
