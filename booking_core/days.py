"""Which days of a clinic have open times, and in which part of the day: what somebody chooses a time from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from booking_core.clinics import Clinic
from booking_core.cohorts import Person
from booking_core.parties import OpenSlot
from booking_core.releases import Releases

PARTS = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 24)}  # from one hour to another
ALL_DAY = "day"
SLOTS_AT_ONCE = 200
JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day of a clinic, in its own time, and the units that are open in each part of it."""

    day: date
    parts: dict[str, int]

    @property
    def open_units(self) -> int:
        return sum(self.parts.values())


def open_days(
    tx: Connection,
    releases: Releases,
    clinic: Clinic,
    people: Sequence[Person],
    now: datetime,
    *,
    first: date | None = None,
    most: int,
) -> list[OpenDay]:
    """Return the earliest days, from `first` on, on which there is room for all these people."""
    after = now if first is None else max(now, _at(clinic, first, 0) - JUST_BEFORE)
    days = groupby(
        _open(tx, releases, clinic, people, after, now),
        key=lambda slot: clinic.local(slot.starts_at).date(),
    )
    counted = (_counted(clinic, day, list(slots)) for day, slots in days)
    return list(islice((each for each in counted if each.open_units >= len(people)), most))


def bounds(clinic: Clinic, day: date, part: str) -> tuple[datetime, datetime]:
    """Return the instants after and before which the times of a part of a day, or of all of it, begin."""
    begin, end = PARTS.get(part, (0, 24))
    return _at(clinic, day, begin) - JUST_BEFORE, _at(clinic, day, end)


def _open(
    tx: Connection,
    releases: Releases,
    clinic: Clinic,
    people: Sequence[Person],
    after: datetime,
    now: datetime,
) -> Iterator[OpenSlot]:
    while slots := releases.open_slots(tx, clinic.id, people, after, now, SLOTS_AT_ONCE):
        yield from slots
        after = slots[-1].starts_at


def _counted(clinic: Clinic, day: date, slots: Sequence[OpenSlot]) -> OpenDay:
    counts = dict.fromkeys(PARTS, 0)
    for slot in slots:
        hour = clinic.local(slot.starts_at).hour
        part = next(name for name, (begin, end) in PARTS.items() if begin <= hour < end)
        counts[part] += slot.open
    return OpenDay(day, counts)


def _at(clinic: Clinic, day: date, hour: int) -> datetime:
    days, hour = divmod(hour, 24)
    return datetime.combine(day + timedelta(days=days), time(hour), ZoneInfo(clinic.timezone))
