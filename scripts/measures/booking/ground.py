"""A campaign to book in: 2,200 slots of twenty clinics, and hot clinics that have one slot each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from booking_core import Clinic, Database, Person, Releases, load_campaign, load_clinics

NOW = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)
BORN = date(1931, 5, 2)
DAYS, A_DAY = 10, 11
CLINICS, CAPACITY = 20, 10
FIRST = datetime(2021, 3, 8, 9, 0)  # noqa: DTZ001 - a clinics file has local times
CAMPAIGN = """
name = "Bench"
timezone = "UTC"

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
cohort = { born_until = 1941-03-01 }
"""
HEAD = "clinic,region,address,starts_at,minutes,capacity,release"


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to book: clinics of many slots and starts of those, and the hot ones."""

    spread: Sequence[Clinic]
    starts: Sequence[datetime]
    hot: Sequence[Clinic]


def stocked(database: Database, clinics: int, hot: int, hot_capacity: int) -> Stock:
    """Load the campaign, with so many clinics and so many hot ones."""
    text = "\n".join([HEAD, *_spread(clinics), *_hot(hot, hot_capacity)])
    database.run(lambda tx: (load_campaign(tx, CAMPAIGN), load_clinics(tx, text, now=NOW)))
    with database.reading() as look:
        found = [each.clinic for each in Releases("phone").clinics(look, None, [person(0)], NOW)]
    ours, theirs = ([each for each in found if each.name.startswith(kind)] for kind in ("Clinic", "Hot"))
    moment = timedelta(minutes=1)
    return Stock(ours, [each.replace(tzinfo=UTC) - moment for each in _starts()], theirs)


def person(number: int) -> Person:
    """Return somebody with a number of their own."""
    return Person(BORN, f"+19{number:010}")


def _spread(clinics: int) -> Iterator[str]:
    for clinic in range(clinics):
        for start in _starts():
            where = f"Clinic {clinic:02},Region {clinic % 5},1 Main Street"
            yield f"{where},{start:%Y-%m-%dT%H:%M},15,{CAPACITY},first"


def _starts() -> list[datetime]:
    day, slot = timedelta(days=1), timedelta(minutes=15)
    return [FIRST + days * day + slots * slot for days in range(DAYS) for slots in range(A_DAY)]


def _hot(count: int, capacity: int) -> Iterator[str]:
    for number in range(count):
        yield f"Hot {number:02},Hot,1 Main Street,{FIRST:%Y-%m-%dT%H:%M},15,{capacity},first"
