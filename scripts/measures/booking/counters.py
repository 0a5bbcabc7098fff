"""Where a client books: at the product's own counter, or at one that asks the same SQL by the bare driver."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import psycopg
from sqlalchemy import Connection

from booking_core import Bookings, Clinic, Database, DatabaseAway, loads_nothing
from scripts.measures.booking.ground import NOW, Stock, person
from scripts.measures.sql.driver import Driver
from scripts.measures.sql.recording import Recording, recorded
from scripts.measures.sql.replay import NotThere, Template

T = TypeVar("T")

OURS, BARE = "ours", "bare"
BOOKED, TAKEN, SOLD_OUT = "booked", "held by others", "sold out"
WARM = 60  # reservations before one is recorded: ids are to be large enough to be told from states
DRAWN_BEFORE = (sqlite3.IntegrityError, psycopg.IntegrityError)  # a number: whoever asks again draws another
# Of the bare driver, which holds and books in one transaction, nobody sees what is merely held. A number that
# it draws twice may leave a unit held for good.
LEFT = "SELECT count(*) FROM unit JOIN slot ON unit.slot_id = slot.id WHERE slot.clinic_id = {} AND state = 0"


@dataclass(frozen=True, slots=True)
class Sample:
    """One reservation as it was recorded, and what was given for it."""

    recording: Recording
    given: Mapping[str, Any]

    @property
    def template(self) -> Template:
        return Template(self.recording, self.given)


class Counter(Protocol):
    """Makes a reservation, in two transactions, and says what came of it."""

    def reserve(self, number: int, clinic: Clinic, after: datetime | None) -> str: ...


@dataclass(frozen=True, slots=True)
class Ours:
    """The product's."""

    database: Database
    bookings: Bookings

    def reserve(self, number: int, clinic: Clinic, after: datetime | None) -> str:
        who, party = [person(number)], f"call:{number}"
        supply = self._surely(
            lambda tx: self.bookings.hold(tx, party=party, people=who, clinic=clinic, now=NOW, after=after)
        )
        if not supply.offers:
            return supply.reason
        claim = supply.offers[0].claim
        booked = self._surely(lambda tx: self.bookings.confirm(tx, claim, who, NOW))
        return BOOKED if booked else TAKEN

    def _surely(self, work: Callable[[Connection], T]) -> T:
        """Ask as a webhook does; and again, where the database is away, as whoever calls does."""

        def step(tx: Connection) -> T:
            loads_nothing(tx)
            return work(tx)

        while True:
            with suppress(DatabaseAway):
                return self.database.run(step)


@dataclass(frozen=True, slots=True)
class Bare:
    """The same statements as at one of many slots, and as at the one slot of a clinic."""

    driver: Driver
    of_many: Template
    of_one: Template

    def reserve(self, number: int, clinic: Clinic, after: datetime | None) -> str:
        template = self.of_one if after is None else self.of_many
        try:
            self.driver.run(lambda cursor: template.run(cursor, self._given(number, clinic, after)))
        except (NotThere, *DRAWN_BEFORE):
            return TAKEN if self.driver.run(lambda cursor: _left(cursor, clinic)) else SOLD_OUT
        return BOOKED

    def _given(self, number: int, clinic: Clinic, after: datetime | None) -> Mapping[str, Any]:
        return {
            "phone": person(number).phone,
            "party": f"call:{number}",
            "clinic": clinic.id,
            "after": after and self.driver.instant(after),
        }


def samples(ours: Ours, driver: Driver, stock: Stock) -> tuple[Sample, Sample]:
    """Let the product reserve a little, and record it at one of many slots and at the only one."""
    for number in range(WARM):
        ours.reserve(number, stock.spread[0], stock.starts[number % len(stock.starts)])
    middle = stock.starts[len(stock.starts) // 2]
    return (
        _sample(ours, driver, WARM, stock.spread[-1], middle),
        _sample(ours, driver, WARM + 1, stock.hot[-1], None),
    )


def _sample(ours: Ours, driver: Driver, number: int, clinic: Clinic, after: datetime | None) -> Sample:
    given = {"phone": person(number).phone, "party": f"call:{number}", "clinic": clinic.id}
    with recorded(ours.database.engine) as recording:
        if ours.reserve(number, clinic, after) != BOOKED:
            raise AssertionError("a reservation that was to be recorded did not come about")
    return Sample(recording, given | ({"after": driver.instant(after)} if after else {}))


def _left(cursor: Any, clinic: Clinic) -> int:
    cursor.execute(LEFT.format(clinic.id))
    return int(cursor.fetchone()[0])
