"""What the voice is made of, put together once for each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from redis import Redis

from booking_core import Bookings, Clock, Database, DatabaseClock, open_database
from ivr.actions import ACTIONS, LIVE
from ivr.conversation import Conversations
from ivr.menu import Menu
from ivr.recordings import Recordings
from ivr.settings import VoiceSettings
from ivr.tree import plant, read_menus
from ivr.twiml import Twiml
from ivr.words import Words, every_word
from queueing import Desks, Hours, Places, connect

EXTENSION = "fairline"


@dataclass(frozen=True, slots=True)
class Parts:
    """The doors that the webhooks and the jobs knock at."""

    settings: VoiceSettings
    clock: Clock
    database: Database
    redis: Redis
    places: Places
    desks: Desks
    words: Words
    twiml: Twiml
    recordings: Recordings
    calls: Conversations


def planted() -> Mapping[str, Menu]:
    """Return the menus by name; raises BadTree where they cannot work."""
    return plant(read_menus(), ACTIONS, LIVE, every_word())


def assemble(settings: VoiceSettings, clock: Clock | None = None) -> Parts:
    """Put the parts together; nothing is connected before it is needed."""
    database, redis, words = open_database(settings), connect(settings), every_word()
    places = Places(database, redis, calls_a_second=settings.calls_a_second)
    recordings = Recordings.read(settings.recordings, words)
    twiml = Twiml(words, settings.voices, recordings)
    ours = frozenset({settings.hotline_number})
    calls = Conversations(planted(), twiml, Bookings("phone"), places, Hours(redis), ours)
    desks = Desks(database, redis)
    return Parts(
        settings,
        clock or DatabaseClock(database),
        database,
        redis,
        places,
        desks,
        words,
        twiml,
        recordings,
        calls,
    )


def parts() -> Parts:
    """Return the parts of the running app."""
    return parts_of(current_app)


def parts_of(app: Flask) -> Parts:
    """Return the parts of an app."""
    return cast("Parts", app.extensions[EXTENSION])
