"""When something cannot be done: a sentence that says why, where the person is looking."""

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from agents.api import problems
from agents.errors import Refused
from agents.tongue import _, tongue
from booking_core import ClockOff, DatabaseAway, without_words
from queueing import DeskNotReady, LineAway

log = structlog.get_logger()
FIELD = "Fairline-Field"  # the field that the page marks as the one at fault
AWAY = "The line cannot be read just now. Callers keep their places; try again in a moment."
OFF = "The clock of this machine is wrong, so nothing is written here until it is set. Tell whoever runs it."
STALE = "This page has grown old. Load it again, then repeat what you did."
WORDS = {
    401: "Sign in first.",
    403: "Your role does not include this.",
    404: "There is no such page.",
    405: "This address does not take that.",
    413: "That is too long, so nothing of it was taken. Shorten it, and send it once more.",
    429: "Too many tries. Wait a minute, then try again.",
}
NOT_NOW = "Your desk cannot do that just now."
UNFORESEEN = "Something went wrong here, not with you. Nothing was half done; try again."


def explain(app: Flask) -> None:
    """Answer every failure in words, in the shape that was asked for."""
    app.register_error_handler(Refused, lambda error: _answer(error.status, str(error), error.field))
    app.register_error_handler(DeskNotReady, lambda error: _answer(409, _sentence(error)))
    app.register_error_handler(LineAway, _away)
    app.register_error_handler(DatabaseAway, _away)
    app.register_error_handler(CSRFError, lambda _error: _answer(400, STALE))
    app.register_error_handler(ClockOff, _clock_off)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _away(error: Exception) -> Response:
    log.error("away", error=type(error).__name__)
    return _answer(503, AWAY)


def _clock_off(error: Exception) -> Response:
    log.error("clock off", error=str(error))
    return _answer(503, OFF)


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004
        return error.get_response()
    return _answer(status, WORDS.get(status, error.description or UNFORESEEN))


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen", path=request.path, **without_words(error))
    return _answer(500, UNFORESEEN)


def _answer(status: int, english: str, field: str = "") -> Response:
    sentence = _(english)
    if request.path.startswith("/api/"):
        return problems.problem(status, sentence)
    if request.headers.get("HX-Request"):
        headers = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML", FIELD: field}
        return Response(_plain("_problem.html", sentence), status, headers)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return Response(_plain("away.html", sentence), status)
    return Response(render_template("problem.html", sentence=sentence), status)


def _plain(page: str, sentence: str) -> str:
    """Render a page that does not ask who is signed in: that may be just what cannot be found out."""
    return current_app.jinja_env.get_template(page).render(sentence=sentence)


def _sentence(error: Exception) -> str:
    """Make a sentence of what the desk says; one that names somebody is there in English alone."""
    words = str(error)
    sentence = f"{words[:1].upper()}{words[1:]}."
    return sentence if tongue() == "en" or _(sentence) != sentence else NOT_NOW
