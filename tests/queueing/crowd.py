"""Callers who want units, in a small campaign: four in Truro, two in Sydney."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

import booking_core.tables as booking
from booking_core import Bookings, Outbox
from queueing import Entrance
from tests.queueing.morning import Morning

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
"""
TIMES = ("2027-03-08T09:00", "2027-03-08T09:15")


def region(surge: Morning, name: str) -> int:
    with surge.database.reading() as look:
        found = look.scalar(select(booking.region.c.id).where(booking.region.c.name == f"{name} County"))
    assert found is not None
    return found


def wish(surge: Morning, *born: str, where: str | None = "Truro") -> dict[str, Any]:
    there = None if where is None else region(surge, where)
    return {"people": [{"birth_date": each, "code": None} for each in born], "region": there}


def enter(surge: Morning, sid: str, wish: dict[str, Any], *, take_over: bool = False) -> Entrance:
    found = surge.database.run(
        lambda tx: surge.places.enter(tx, sid, wish, "en", surge.now, take_over=take_over)
    )
    if found.place is not None:
        surge.places.publish(found.place, surge.now)
    return found


def crowd(surge: Morning, count: int, *, where: str | None = "Truro", people: int = 1) -> list[Entrance]:
    """Let so many different people call, one after the other, and ask to be let in."""
    found = []
    for _ in range(count):
        surge.later(seconds=1)
        n = next(surge.calls)
        sid = surge.call(f"+1902555{n:04}")
        born = [f"19{20 + each}-01-{1 + n % 28:02}" for each in range(people)]
        found.append(enter(surge, sid, wish(surge, *born, where=where)))
    return found


def units(surge: Morning, state: int) -> int:
    with surge.database.reading() as look:
        return len(look.execute(select(booking.unit.c.id).where(booking.unit.c.state == state)).all())


def let_go(surge: Morning, *parties: str) -> None:
    for party in parties:
        surge.database.run(lambda tx, party=party: Bookings("phone").release(tx, party, surge.now))


def states(surge: Morning, found: Sequence[Entrance]) -> list[str]:
    return [surge.place(each.place.id).state for each in found if each.place is not None]


def errands(surge: Morning, kind: str) -> list[dict[str, Any]]:
    return [each.payload for each in Outbox(surge.database).take(surge.now, limit=200) if each.kind == kind]
