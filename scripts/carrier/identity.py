"""The names and dates that the carrier puts on things."""

from __future__ import annotations

import hashlib
import random
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime


class Sids:
    """Makes sids; from a seed, the same ones every time."""

    def __init__(self, seed: int | None = None) -> None:
        self._bits = random.Random(seed).getrandbits if seed is not None else secrets.randbits

    def new(self, prefix: str) -> str:
        return f"{prefix}{self._bits(128):032x}"

    def token(self) -> str:
        """Give a request's idempotency token, in the shape of a UUID."""
        text = f"{self._bits(128):032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def lasting_sid(prefix: str, of: str) -> str:
    """Give the sid of something that keeps its name from one start to the next."""
    return prefix + hashlib.md5(of.encode(), usedforsecurity=False).hexdigest()


def moment() -> datetime:
    """Now, to the second, as the carrier keeps time."""
    return datetime.now(UTC).replace(microsecond=0)


def rfc2822(when: datetime | None) -> str | None:
    return None if when is None else format_datetime(when)
