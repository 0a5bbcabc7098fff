"""One join and one round of the wait loop, recorded of the product in this very process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from redis import Redis

from ivr import VoiceSettings
from scripts.measures.sql.recording import recorded
from scripts.measures.sql.replay import Known, Template
from scripts.measures.webhooks.callers import HEADER, JOINS, Account, Caller, callers
from scripts.measures.webhooks.heard import Run, heard

WARM, ONLY_CALLED = 60, 20  # so that ids are large enough to be told from states, and calls from places


@dataclass(frozen=True, slots=True)
class Sample:
    """What the product does for a caller, ready to be done for others by less."""

    join: Template
    put: Run
    place: int
    key: int
    joined: str
    wait: Run
    told: str  # the name of the round
    waiting: str

    def put_for(self, redis: Redis, known: Known) -> None:
        """Show Redis the place that a join has made."""
        old = (self.place, self.key)
        self.put.again(redis, {str(each): str(self.join.of(each, known)) for each in old})

    def wait_for(self, redis: Redis, place: str, turn: str) -> None:
        """Go round the wait loop."""
        if not isinstance(self.wait.again(redis, {str(self.place): place, self.told: turn}), list):
            raise TypeError("the script of the wait loop does not say a position")


def sample(app: Flask, settings: VoiceSettings) -> Sample:
    """Let callers join, and record the last of them."""
    token = settings.twilio_auth_token.get_secret_value()
    account = Account(settings.twilio_account_sid, token, settings.public_base_url)
    first = os.getpid() * 1000
    with _alone(settings):
        for each in callers(account, range(first, first + ONLY_CALLED)):
            _posted(app, each)
        *others, last = callers(account, range(first + ONLY_CALLED, first + ONLY_CALLED + WARM))
        for each in others:
            _dialled(app, each, len(JOINS) + 1)
        _dialled(app, last, len(JOINS))
        return _recorded(app, last)


def _recorded(app: Flask, caller: Caller) -> Sample:
    parts = app.extensions["fairline"]
    given = {"call": caller.form["CallSid"], "phone": caller.form["From"]}
    with heard(parts.redis) as runs:
        with recorded(parts.database.engine) as recording:
            joined = _posted(app, caller)
        waiting = _posted(app, caller)
    put, wait = runs
    place, turn, _ = wait.words[-3:]
    told = next(word for word in put.words if word.startswith(f"{place} waiting "))
    key = int(told.split(" ")[2])
    return Sample(Template(recording, given), put, int(place), key, joined, wait, turn, waiting)


def _dialled(app: Flask, caller: Caller, requests: int) -> None:
    for _ in range(requests):
        _posted(app, caller)


def _posted(app: Flask, caller: Caller) -> str:
    headers = {HEADER: caller.signature}
    text = app.test_client().post(caller.address, data=caller.form, headers=headers).text
    caller.goes_on(text)
    return text


@contextmanager
def _alone(settings: VoiceSettings) -> Iterator[None]:
    """Let one process record at a time: SQLite has one writer."""
    with (settings.data / "sample.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
