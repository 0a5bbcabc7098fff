"""A small campaign that the tests of this room book in."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from booking_core import Clinic, Database, Person, Releases, load_campaign, load_clinics, tables

NOW = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)
ROSE = Person(date(1931, 5, 2), "+19025550142")
MAX = Person(date(1933, 1, 9), "+19025550177")

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[second_dose]
days = 21

[[release]]
name = "first"
opens = 2021-03-01T07:00:00
cohort = { born_until = 1941-03-01 }

[[release]]
name = "later"
opens = 2021-03-08T07:00:00

[[release]]
name = "letters"
opens = 2021-03-01T07:00:00
asks_code = true

[[release]]
name = "second doses"
opens = 2021-03-01T07:00:00
channels = []
"""

HEADER = "clinic,region,address,starts_at,minutes,capacity,release\n"


def clinic_file(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def slots(clinic: str, capacity: int, *starts: str, release: str = "first") -> list[str]:
    return [f"{clinic},{clinic} County,1 Main Street,{start},15,{capacity},{release}" for start in starts]


def load(database: Database, *rows: str, campaign: str = CAMPAIGN) -> None:
    def work(tx: Any) -> None:
        load_campaign(tx, campaign)
        if rows:
            load_clinics(tx, clinic_file(*rows), now=NOW)

    database.run(work)


def clinic_named(database: Database, name: str) -> Clinic:
    with database.reading() as look:
        found = look.scalars(select(tables.clinic.c.id).where(tables.clinic.c.name == name)).one()
        return Releases("agent").clinic(look, found)
