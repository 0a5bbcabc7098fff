"""A console with a small campaign behind it, and the callers and colleagues that its tests need."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from agents import Role, add_user
from booking_core import Booking, Bookings, Database, Person, load_campaign, load_clinics
from queueing import Desk, Desks, Place, Places, sweep

PASSWORD = "a long password"
CAMPAIGN = """
name = "Spring"
timezone = "America/Halifax"
countries = ["CA"]

[second_dose]
days = 21

[[release]]
name = "open"
opens = 2021-03-01T07:00:00
cohort = { born_until = 1941-03-01 }
"""
HEADER = "clinic,region,address,starts_at,minutes,capacity,release\n"
ROSE = date(1931, 5, 2)


@dataclass
class FixedClock:
    """A clock that moves when a test says so."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class Room:
    """What a test can do to the world that the console shows."""

    database: Database
    redis: Redis
    now: datetime
    calls: int = 0
    places: Places = field(init=False)
    desks: Desks = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.database, self.redis)
        self.desks = Desks(self.database, self.redis)

    def hire(self, name: str, role: Role = Role.AGENT, *languages: str, skills: tuple[str, ...] = ()) -> str:
        who: dict[str, Any] = {"name": name, "role": role, "languages": languages, "skills": skills}
        self.database.run(lambda tx: add_user(tx, password=PASSWORD, now=self.now, **who))
        return name

    def load(self, campaign: str = CAMPAIGN, *, capacity: int = 4) -> None:
        day = (self.now + timedelta(days=7)).date()
        rows = [
            f"{clinic},{clinic} County,1 Main Street,{each}T{hour}:00,15,{capacity},open"
            for clinic in ("Truro Campus", "Yarmouth Hall")
            for each in (day, day + timedelta(days=21))
            for hour in ("09", "10", "11")
        ]
        text = HEADER + "".join(f"{row}\n" for row in rows)
        self.database.run(lambda tx: (load_campaign(tx, campaign), load_clinics(tx, text, now=self.now)))

    def caller(
        self, phone: str | None = "+19025550142", *, waited: int = 60, language: str = "fr", **wish: Any
    ) -> Place:
        """Let somebody wait who called some seconds ago."""
        self.calls += 1
        sid, at = f"CA{self.calls:032d}", self.now - timedelta(seconds=waited)
        self.database.run(lambda tx: self.places.open_leg(tx, sid, phone, at))
        place = self.database.run(lambda tx: self.places.join(tx, sid, wish, language, at))
        self.places.publish(place, self.now)
        return place

    def sit_down(self, agent: str) -> Desk:
        """Make an agent ready with their phone up."""
        self.desks.ready(agent, f"client:{agent}", self.now)
        return self.phone_up(agent)

    def phone_up(self, agent: str) -> Desk:
        desk = self.desks.leg_up(agent, f"CAdesk{agent}", self.now)
        assert desk is not None
        return desk

    def meet(self, agent: str) -> None:
        """Let the caller of a desk arrive there."""
        place = self.desks.place_of(agent)
        assert place is not None
        assert place.call_sid is not None
        self.desks.connected(place.id, place.call_sid, self.now)

    def later(self, seconds: float) -> None:
        """Let the clock go over what happened meanwhile."""
        self.now += timedelta(seconds=seconds)
        sweep(self.database, self.redis, self.now)

    def hang_up(self, place: Place) -> None:
        """Let a caller's call end."""
        sid = str(place.call_sid)
        kept = self.database.run(lambda tx: self.places.close_leg(tx, sid, self.now))
        assert kept is not None
        self.places.publish(kept, self.now)

    def touch_tone_booking(
        self, phone: str = "+19025550177", born: date = ROSE, at: str = "Truro Campus"
    ) -> Booking:
        """Book as a caller does who needs nobody."""
        bookings, person = Bookings("phone"), Person(born, phone)

        def work(tx: Any) -> Booking:
            found = bookings.releases.clinics(tx, None, [person], self.now)
            clinic = next(each.clinic for each in found if each.clinic.name == at)
            supply = bookings.hold(tx, party="CAphone", people=[person], clinic=clinic, now=self.now)
            [booking] = bookings.confirm(tx, supply.offers[0].claim, [person], self.now)
            assert booking is not None
            return booking

        return self.database.run(work)


@dataclass
class Browser:
    """A browser without a screen: keeps cookies, and sends the token that forms carry."""

    app: Flask
    client: FlaskClient = field(init=False)
    token: str = ""
    at: str = "http://localhost/desk/"

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str) -> TestResponse:
        answer = self.client.get(path)
        found = re.search(r'X-CSRFToken": "([^"]+)"', answer.get_data(as_text=True))
        self.token = found[1] if found else self.token
        return answer

    def post(self, path: str, **form: str | list[str]) -> TestResponse:
        headers = {"X-CSRFToken": self.token, "HX-Request": "true", "HX-Current-URL": self.at}
        return self.client.post(path, data=form, headers=headers)

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        self.get("/sign-in")
        answer = self.post("/sign-in", name=name, password=password)
        if answer.status_code == 303:
            self.get("/")
            self.get(answer.headers["Location"])
            self.get("/desk/")
        return answer


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
