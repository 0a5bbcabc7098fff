"""The hours before an opening: a campaign with hours and a draw, and people who register."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from redis import Redis
from sqlalchemy import select

from booking_core import Database, load_campaign, load_clinics
from queueing import Draw, Draws, Hours, LineState, Place, Registration, tables
from tests.queueing.morning import Morning

HALIFAX = ZoneInfo("America/Halifax")
EVENING = datetime(2027, 2, 28, 20, 0, tzinfo=HALIFAX).astimezone(UTC)  # a Sunday
OPENING = datetime(2027, 3, 1, 7, 0, tzinfo=HALIFAX).astimezone(UTC)
CLOSING = datetime(2027, 3, 1, 19, 0, tzinfo=HALIFAX).astimezone(UTC)
MORROW = OPENING + timedelta(days=1)

CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"

[hours]
monday = ["07:00-19:00"]
tuesday = ["07:00-19:00"]
wednesday = ["07:00-19:00"]
thursday = ["07:00-19:00"]
friday = ["07:00-19:00"]
closing_soon_minutes = 30
"""
DRAW = "\n[draw]\non = true\n"
HEADER = "clinic,region,address,starts_at,minutes,capacity\n"


class Night(Morning):
    """A line that is closed until seven in the morning, and draws the order of who registers."""

    def __init__(self, database: Database, redis: Redis) -> None:
        super().__init__(database, redis)
        self.hours, self.now = Hours(redis), EVENING
        self.load()

    def load(self, campaign: str = CAMPAIGN + DRAW, units: int = 0) -> None:
        def work(tx: Any) -> None:
            load_campaign(tx, campaign)
            if units:
                text = f"{HEADER}Truro,Colchester,1 Main Street,2027-03-20 09:00,15,{units}\n"
                load_clinics(tx, text, now=self.now)

        self.database.run(work)

    def state(self) -> LineState:
        with self.database.reading() as look:
            return self.hours.state(look, self.now)

    def register(
        self, phone: str | None, *people: dict[str, Any], sid: str = "", callback: bool = False
    ) -> Registration:
        """Call and register these people; or somebody born as long ago as the phone number is long."""
        sid = sid or self.call(phone)
        wish = {"people": list(people or [born(phone)]), "callback": callback}
        found = self.database.run(lambda tx: self.hours.register(tx, sid, wish, "en", self.now))
        self.places.publish(found.place, self.now)
        return found

    def crowd(self, size: int) -> list[Registration]:
        return [self.register(f"+1902{number:07}") for number in range(size)]

    def open(self) -> None:
        """Let it be seven o'clock, and the clock sweep."""
        self.now = OPENING
        self.sweep()

    def draw(self) -> Draw:
        return Draws(self.database).of()

    def close(self) -> Draw:
        """Close the list early, as an operator may."""
        return Draws(self.database).close(self.draw(), self.now)

    def registration(self, place: Place) -> Registration:
        with self.database.reading() as look:
            found = self.hours.registration(look, place.id)
        assert found is not None
        return found

    def ranked(self) -> list[Place]:
        """Return the places of all draws, one after the other, in the order of their ranks."""
        row = tables.registration.c
        with self.database.reading() as look:
            ids = list(
                look.scalars(
                    select(row.place_id).where(row.rank.is_not(None)).order_by(row.draw_id, row.rank)
                )
            )
        return [self.place(each) for each in ids]


def born(phone: str | None, code: str | None = None) -> dict[str, Any]:
    return {"birth_date": f"19{30 + int((phone or '+0')[-1]):02}-05-02", "code": code}


def person(birth_date: str, code: str | None = None) -> dict[str, Any]:
    return {"birth_date": birth_date, "code": code}
