"""The opening draw: an order that nobody could choose and anybody can compute again. Pure.

The seed is a random text that is made before anybody registers. Its SHA-256 is published at once, so that it
cannot be changed any more; that of the list of registration numbers when the list is closed. At the opening
the numbers are ordered by HMAC-SHA256(seed, number), and the seed is published: all of it can be recomputed.
Everything is over plain text in hexadecimal and decimal digits: `sha256sum` and `openssl` do (docs/draw.md).
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

INSTANT = "%Y-%m-%dT%H:%M:%SZ"
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Published(BaseModel):
    """What the public may know of a draw by now, as its file says it; what is still to come is None."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    fairline_draw: Literal[1] = 1  # the format
    line: str
    opens_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    seed_hash: Hash
    list_hash: Hash | None = None
    numbers: list[int] | None = None
    seed: str | None = None
    order: list[int] | None = None

    def __str__(self) -> str:
        """Return the file: JSON, one number a line."""
        return self.model_dump_json(indent=1) + "\n"


def new_seed() -> str:
    """Make the seed of a draw: 256 random bits, as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def seed_hash(seed: str) -> str:
    """Return the SHA-256 of a seed."""
    return _sha256(seed)


def list_hash(line: str, opens_at: str, numbers: Iterable[int]) -> str:
    """Return the SHA-256 of a list: a row with the line and the opening, then the numbers, ascending."""
    return _sha256("".join(f"{row}\n" for row in (f"{line} {opens_at}", *sorted(numbers))))


def order(seed: str, numbers: Iterable[int]) -> list[int]:
    """Return the numbers in the order of their lots."""
    return sorted(numbers, key=lambda number: lot(seed, number))


def lot(seed: str, number: int) -> str:
    """Return HMAC-SHA256(seed, number) in hexadecimal: the smaller, the earlier."""
    return hmac.new(seed.encode(), str(number).encode(), hashlib.sha256).hexdigest()


def written(instant: datetime) -> str:
    """Return an instant as the file has it: `2027-03-01T11:00:00Z`."""
    return instant.astimezone(UTC).strftime(INSTANT)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
