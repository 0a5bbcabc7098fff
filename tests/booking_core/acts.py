"""What people do in these tests, each act a transaction of its own."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from booking_core import (
    Booking,
    Bookings,
    Changes,
    Database,
    Entry,
    Person,
    Supply,
    Waitlist,
    Wish,
    metadata,
    tables,
)
from tests.booking_core.campaign import CAMPAIGN, MAX, NOW, ROSE, clinic_named

PHONE, CHANGES, WAITLIST = Bookings("phone"), Changes("phone"), Waitlist("phone")
COUPLE = (ROSE, MAX)
NINE, QUARTER, NOON, TUESDAY = "2021-03-08 09:00", "2021-03-08 09:15", "2021-03-08 12:00", "2021-03-09 09:00"
ONE_DOSE = CAMPAIGN.replace("[second_dose]\ndays = 21\n", "")
ANYWHERE = Wish()


def someone(number: int) -> Person:
    """Return one of many people, all old enough for the first release."""
    return Person(date(1925, 1, 1 + number % 28), f"+1902555{number:04}")


def hold(database: Database, people: Sequence[Person] = (ROSE,), *, clinic="Truro", **more: Any) -> Supply:
    at = clinic_named(database, clinic)
    asked = {"party": "A", "people": people, "clinic": at, "now": NOW} | more
    return database.run(lambda tx: PHONE.hold(tx, **asked))


def book(database: Database, *people: Person, now: datetime = NOW, **more: Any) -> list[Booking]:
    """Hold and confirm the first time offered."""
    party = people[0].phone or "withheld"
    [offer, *_] = hold(database, people, party=party, now=now, **more).offers
    return list(database.run(lambda tx: PHONE.confirm(tx, offer.claim, people, now)))


def book_one(database: Database, person: Person = ROSE, **more: Any) -> Booking:
    return book(database, person, **more)[0]


def hold_other(database: Database, *moving: Booking, clinic="Truro", **more: Any) -> Supply:
    at, claims = clinic_named(database, clinic), [each.claim for each in moving]
    asked = {"party": "M", "moving": claims, "clinic": at, "now": NOW} | more
    return database.run(lambda tx: CHANGES.hold(tx, **asked))


def move(database: Database, claim: str, *moving: Booking, now: datetime = NOW):
    return database.run(lambda tx: CHANGES.move(tx, claim, [each.claim for each in moving], now))


def cancel(database: Database, *bookings: Booking, now: datetime = NOW) -> bool:
    return database.run(lambda tx: CHANGES.cancel(tx, [each.claim for each in bookings], now))


def join(database: Database, *people: Person, key: int, wish: Wish = ANYWHERE, now: datetime = NOW) -> Entry:
    told = {"phone": people[0].phone, "language": "en", "now": now}
    return database.run(lambda tx: WAITLIST.join(tx, key=key, people=people, wish=wish, **told))


def waiting(database: Database, person: Person) -> Entry | None:
    with database.reading() as look:
        return WAITLIST.of(look, person)


def accept(database: Database, entry: Entry, now: datetime = NOW):
    return database.run(lambda tx: WAITLIST.accept(tx, entry.claim, now))


def decline(database: Database, entry: Entry, now: datetime = NOW) -> None:
    database.run(lambda tx: WAITLIST.decline(tx, entry.claim, now))


def units_in(database: Database, *states: int) -> int:
    with database.reading() as look:
        return look.scalar(select(func.count()).where(tables.unit.c.state.in_(states)))


def owed(database: Database, kind: str) -> list[Any]:
    """Return the errands of a kind that are still to be carried out, the earliest first."""
    row = tables.errand.c
    mine = select(row.key, row.payload, row.due).where(row.kind == kind, row.done_at.is_(None))
    with database.reading() as look:
        return list(look.execute(mine.order_by(row.due, row.id)))


def wish_instead(database: Database, *bookings: Booking, key: int, to: str | None = None) -> Entry:
    wish = ANYWHERE if to is None else Wish(clinics=(clinic_named(database, to).id,))
    asked = {"key": key, "wish": wish, "phone": bookings[0].phone, "language": "en", "now": NOW}
    claims = [each.claim for each in bookings]
    return database.run(lambda tx: WAITLIST.wish_instead(tx, claims=claims, **asked))


def everything(database):
    """Return every row there is, so that whatever changed is seen."""
    with database.reading() as look:
        return {
            table.name: sorted(map(repr, look.execute(select(table)))) for table in metadata.sorted_tables
        }
