"""Text messages that come in: STOP, START and HELP, answered honestly."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from booking_core import last_two
from ivr import asked, opt_outs
from ivr.logs import log
from ivr.notices import REMINDER, ring
from ivr.parts import parts
from ivr.tables import language_of
from queueing import LineAway, Place

texts = Blueprint("texts", __name__, url_prefix="/sms")

# The carrier answers these itself, and would block an answer of ours to somebody who asked it to stop.
STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START = frozenset({"START", "UNSTOP", "YES"})
CARRIERS_OWN = STOP | START | {"HELP", "INFO"}
LOST = frozenset({"undelivered", "failed"})
# What a word means and the language it is answered in; of the French and Spanish ones the carrier knows none.
MEANS: Mapping[str, tuple[str, str | None]] = {
    **dict.fromkeys(STOP, ("text-stopped", None)),
    **dict.fromkeys(START, ("text-started", None)),
    **dict.fromkeys(("ARRET", "ARRÊT"), ("text-stopped", "fr")),
    **dict.fromkeys(("ALTO", "PARAR"), ("text-stopped", "es")),
    "AIDE": ("text-help", "fr"),
    "AYUDA": ("text-help", "es"),
}


@texts.post("/incoming")
def incoming() -> Response:
    """Note what somebody wants of our texts, and say what was noted unless the carrier does."""
    phone, now = asked.phone(request.form.get("From", "")), parts().clock.now()
    if phone is None:
        return asked.xml(parts().twiml.message(None))
    wanted = request.form.get("Body", "").strip().upper()
    touched: list[Place] = []
    answer = parts().database.run(lambda tx: _note(tx, phone, wanted, now, touched))
    for place in touched:
        with suppress(LineAway):  # it is stored
            parts().places.publish(place, now)
    return asked.xml(parts().twiml.message(_text(*answer) if answer else None))


@texts.post("/status")
def status() -> Response:
    """Note what became of a text; who did not get a reminder is rung instead."""
    form, claim = request.form, request.args.get("reminds_of")
    to, now = asked.phone(form.get("To", "")), parts().clock.now()
    if claim and to and form.get("MessageStatus") in LOST:
        callbacks = parts().places.callbacks
        parts().database.run(lambda tx: ring(tx, REMINDER, claim, to, callbacks, now))
    log.info(
        "text",
        message=form.get("MessageSid"),
        status=form.get("MessageStatus"),
        error=form.get("ErrorCode"),
        to=last_two(form.get("To")),
    )
    return asked.noted()


def _note(
    tx: Connection, phone: str, wanted: str, now: datetime, touched: list[Place]
) -> tuple[str, str] | None:
    """Note a word, and return the prompt and the language to answer with, or None for silence.

    Who wants no texts of ours wants no calls either; their places are kept for a call of theirs.
    """
    says, language = MEANS.get(wanted, ("text-help", None))
    touched.clear()  # the transaction may be tried again
    if says == "text-stopped":
        opt_outs.stop(tx, phone, now)
        touched.extend(parts().places.callbacks.no_calls(tx, phone, now))
    elif says == "text-started":
        opt_outs.start(tx, phone)
        parts().places.callbacks.calls_again(tx, phone)
    return None if wanted in CARRIERS_OWN else (says, language or language_of(tx, phone))


def _text(says: str, language: str) -> str:
    return parts().words.plain(says, language, {"hotline": parts().settings.hotline_number})
