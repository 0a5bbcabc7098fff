"""Where a caller probably is, by their number and by what the carrier says of it: to be asked, never assumed.

A telephone says where its number was given out, and not where its owner lives.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, select

from booking_core.letters import letters
from booking_core.prepared import Prepared
from booking_core.tables import origin, region

By = Literal["city", "number", "province"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A region that a caller may be in, and what said so."""

    region_id: int
    region: str
    by: By


def guess_region(tx: Connection, phone: str | None, city: str = "", province: str = "") -> Guess | None:
    """Return the region that the carrier's city, else the number (E.164), else the province speaks for."""
    keys = dict(_keys(phone, city, province))
    known = {key: (region_id, name) for key, region_id, name in _KNOWN.all(tx, keys=list(keys))}
    best = next((key for key in keys if key in known), None)
    return None if best is None else Guess(*known[best], keys[best])


_KEYS = origin.c.key.in_(bindparam("keys", expanding=True))
_KNOWN = Prepared(select(origin.c.key, region.c.id, region.c.name).join(region).where(_KEYS))


def place_key(town: str, province: str) -> str:
    """Return the key of a town in a province; of the province where there is no town, and the reverse."""
    return f"{letters(town)},{letters(province)}"


def _keys(phone: str | None, city: str, province: str) -> Iterator[tuple[str, By]]:
    """Yield the keys that would do, the best first."""
    if letters(city):
        yield from ((place_key(city, said), "city") for said in (province, ""))
    digits = (phone or "").removeprefix("+")
    yield from ((digits[:length], "number") for length in range(len(digits), 0, -1))
    if letters(province):
        yield place_key("", province), "province"
