"""What the views work with, in one place."""

from datetime import datetime
from typing import cast

from flask import current_app
from flask_login import current_user

from agents.feed import Feed
from agents.settings import ConsoleSettings
from agents.sign_ins import SignedIn, SignIns
from booking_core import Bookings, Clock, DatabaseClock, open_database
from queueing import Desks, Events, Hours, Levers, Places, Screens, connect, measured

CHANNEL = "agent"


class Services:
    """One application's connections; both pools open theirs at first use, in the process that serves."""

    def __init__(self, settings: ConsoleSettings, clock: Clock | None) -> None:
        self.settings = settings
        self.database = open_database(settings)
        self.clock = clock or DatabaseClock(self.database)
        self.redis = connect(settings)
        self.places = Places(self.database, self.redis)
        self.desks = Desks(self.database, self.redis)
        self.screens = Screens(self.redis)
        self.hours, self.levers, self.day = Hours(self.redis), Levers(), measured.Day()
        self.bookings = Bookings(CHANNEL)
        self.sign_ins = SignIns(self.database)
        self.feed = Feed(Events(self.redis))

    def now(self) -> datetime:
        return self.clock.now()

    def close(self) -> None:
        """Let go of what is open."""
        self.feed.stop()
        self.database.close()
        self.redis.close()


def here() -> Services:
    """Return the services of the application that answers this request."""
    return cast(Services, current_app.extensions["fairline"])


def me() -> SignedIn:
    """Return whoever asks; only for views that are not public."""
    return cast(SignedIn, current_user._get_current_object())  # noqa: SLF001
