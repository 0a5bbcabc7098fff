"""Any fault of ours ends in words and a next step; the carrier never sees a 500."""

from datetime import datetime

from flask import Flask, Response, request
from sqlalchemy import Connection
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.exceptions import HTTPException

from booking_core import ClockOff, DatabaseAway, without_words
from ivr import addresses, asked
from ivr.conversation import Reply
from ivr.logs import log
from ivr.menu import PERSON, Pressed
from ivr.parts import parts
from ivr.talk import Line
from queueing import LineAway

NOTICES = ("/status",)


def speak_of_errors(app: Flask) -> None:
    """Register what is said when something fails."""
    for away in (DatabaseAway, NoConnectionFree, LineAway, ClockOff):
        app.register_error_handler(away, delayed)
    app.register_error_handler(Exception, failed)


def delayed(error: Exception) -> Response:
    """Keep the caller on the line while the database or Redis is away."""
    log.warning("away", error=type(error).__name__, path=request.path, call=asked.call().sid)
    if request.path.endswith(NOTICES) or not request.path.startswith("/voice"):
        return Response("", status=503)
    address = request.full_path.rstrip("?")
    if request.path == "/voice/step":
        address = addresses.here(asked.language())  # its keys are gone; the question is asked again
    return asked.xml(parts().twiml.later(Line("place-safe"), asked.language(), address))


def failed(error: Exception) -> Response:
    """Apologise in the caller's language, and lead to a person."""
    if isinstance(error, HTTPException) and not isinstance(error, KeyError):
        return Response("", status=error.code)
    _write_down(error)
    if request.path.endswith(NOTICES) or not request.path.startswith("/voice"):
        return Response("", status=500)
    if request.path == "/voice/desk":  # an agent is no caller, and comes back to the desk
        return asked.xml(parts().twiml.later(Line("place-safe"), "en", request.full_path))
    try:
        return asked.xml(parts().database.run(lambda tx: _to_a_person(tx, parts().clock.now())).text)
    except Exception as second:  # noqa: BLE001 - whatever it is, the caller must not hear silence
        _write_down(second)
        address = addresses.here(asked.language())
        return asked.xml(parts().twiml.later(Line("place-safe"), asked.language(), address))


def _to_a_person(tx: Connection, now: datetime) -> Reply:
    apology = Line("apology")
    return parts().calls.lead(tx, asked.call(), lambda talk: Pressed(talk, PERSON, (apology,)), now)


def _write_down(error: Exception) -> None:
    log.error("failed", **without_words(error), path=request.path, call=asked.call().sid)
