"""The callers' webhooks: parse, step, reply."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from ivr import addresses, asked
from ivr.conversation import Reply
from ivr.menu import Pressed
from ivr.parts import parts
from ivr.talk import Line, Step, Talk, do, go
from queueing import LineAway, Waiting

voice = Blueprint("voice", __name__, url_prefix="/voice")

MOMENT = 3


@voice.post("/incoming")
def incoming() -> Response:
    """Answer a call."""
    return reply(lambda tx, now: parts().calls.begin(tx, asked.call(), now))


@voice.post("/step")
def step() -> Response:
    """Take the keys that answer a document."""
    number = int(request.args["n"])
    return reply(lambda tx, now: parts().calls.step(tx, asked.call(), number, asked.keys(), now))


@voice.post("/here")
def here() -> Response:
    """Say the current document again."""
    with parts().database.reading() as look:
        return asked.xml(parts().calls.here(look, asked.call()).text)


@voice.post("/status")
def status() -> Response:
    """Note the end of a call."""
    if asked.is_over():
        reply(lambda tx, now: parts().calls.end(tx, asked.call(), now))
    return asked.noted()


@voice.post("/fallback")
def fallback() -> Response:
    """Keep the caller on the line when the first answer failed."""
    return asked.xml(parts().twiml.fallback())


@voice.post("/wait")
def wait() -> Response:
    """Go round the wait loop once: one script in Redis, and no SQL."""
    place, number, turn = (int(request.args[name]) for name in ("place", "n", "turn"))
    try:
        found = parts().places.wait(place, parts().clock.now(), turn=f"{number}.{turn}")
    except LineAway:
        address = addresses.wait(place, number, asked.language(), turn)
        return asked.xml(parts().twiml.later(Line("place-safe"), asked.language(), address))
    if found is None:
        return lead(go("main"), Line("once-more"), at="joined", place=None)
    if found.state == "waiting":
        line = _news(found, turn)
        return asked.xml(parts().twiml.waiting(line, asked.language(), place, number, turn))
    return _no_longer_waiting(found, number, turn)


def _news(found: Waiting, turn: int) -> Line:
    words = {"position": found.position}
    if not found.is_news and turn > 0:
        return Line("wait-still")
    if found.reason is not None:
        return Line("wait-worse", words)
    return Line("wait-next" if found.position == 1 else "wait-position", words)


def _no_longer_waiting(found: Waiting, number: int, turn: int) -> Response:
    if found.state == "serving":
        address = addresses.wait(found.place_id, number, asked.language(), turn + 1)
        return asked.xml(parts().twiml.later(Line("wait-connecting"), asked.language(), address, MOMENT))
    if found.state in ("done", "left", "stopped"):
        return lead(do("goodbye"), at="joined")
    return lead(do("resume", found.place_id), at="joined")


def lead(to: Step, *lines: Line, at: str = "", **changes: object) -> Response:
    """Lead the caller on without a key of theirs, and answer with where they are then."""

    def pressed(talk: Talk) -> Pressed:
        return Pressed(talk.but(**changes), to, lines)

    return reply(lambda tx, now: parts().calls.lead(tx, asked.call(), pressed, now, at=at))


def reply(work: Callable[[Connection, datetime], Reply]) -> Response:
    """Do one step in one transaction; what it promised in the line is shown before it is spoken."""
    now = parts().clock.now()
    reply = parts().database.run(lambda tx: work(tx, now))
    for place in reply.touched:
        with suppress(LineAway):  # it is stored; the wait loop and the clock bring it into the order
            parts().places.publish(place)
    return asked.xml(reply.text)
