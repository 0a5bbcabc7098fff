"""The callers' webhooks: parse, step, reply."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from booking_core import loads_nothing
from ivr import addresses, asked
from ivr.conversation import Reply
from ivr.menu import Pressed
from ivr.parts import parts
from ivr.talk import Line, Step, Talk
from queueing import LineAway

voice = Blueprint("voice", __name__, url_prefix="/voice")


@voice.post("/incoming")
def incoming() -> Response:
    """Answer a call."""
    return reply(lambda tx, now: parts().calls.begin(tx, asked.call(), now))


@voice.post("/step")
def step() -> Response:
    """Take the keys that answer a document."""
    return stepped(int(request.args["n"]))


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
    """Keep the caller on the line when the first answer failed; who was rung still hears who calls."""
    return asked.xml(parts().twiml.fallback(asked.failed_first() or addresses.here("en")))


def stepped(number: int, **heard: int) -> Response:
    """Take the keys that answer this document; what was `heard` since may have changed how."""
    return reply(lambda tx, now: parts().calls.step(tx, asked.call(), number, asked.keys(), now, **heard))


def lead(to: Step, *lines: Line, at: str = "", **changes: object) -> Response:
    """Lead the caller on without a key of theirs, and answer with where they are then."""

    def pressed(talk: Talk) -> Pressed:
        return Pressed(talk.but(**changes), to, lines)

    return reply(lambda tx, now: parts().calls.lead(tx, asked.call(), pressed, now, at=at))


def reply(work: Callable[[Connection, datetime], Reply]) -> Response:
    """Do one step in one transaction; what it promised in the line is shown before it is spoken."""
    now = parts().clock.now()

    def step(tx: Connection) -> Reply:
        loads_nothing(tx)
        return work(tx, now)

    reply = parts().database.run(step)
    for place in reply.touched:
        with suppress(LineAway):  # it is stored; the wait loop and the clock bring it into the order
            parts().places.publish(place, now)
    return asked.xml(reply.text)
