"""Callbacks as the carrier tells of them: somebody picks up, and what became of each call."""

from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from ivr import asked
from ivr.conversation import Reply
from ivr.parts import parts
from ivr.scene import Call
from ivr.talk import Line, Talk
from ivr.webhooks import reply
from queueing import is_through_relay

callbacks = Blueprint("callbacks", __name__, url_prefix="/voice/callback")


@callbacks.post("")
def picked_up() -> Response:
    """Say who calls to whoever has picked up; where the call is not wanted any more, say that."""
    place, attempt, sid = *_attempt(), asked.call().sid
    return reply(lambda tx, now: _begin(tx, place, attempt, sid, now))


@callbacks.post("/status")
def status() -> Response:
    """Learn which call an attempt is, and what became of it; what comes late or twice changes nothing."""
    place, attempt, sid = *_attempt(), asked.call().sid
    word = request.form.get("CallStatus", "")
    reply(lambda tx, now: _note(tx, place, attempt, sid, word, now))
    return asked.noted()


def _begin(tx: Connection, place_id: int, attempt: int, sid: str, now: datetime) -> Reply:
    there = parts().places.callbacks.answered(tx, place_id, attempt, sid, now)
    promise = parts().places.callbacks.of(tx, place_id)
    if there is None or promise is None:
        return _not_wanted(tx, place_id)
    relay = is_through_relay(there.wish)
    talk = Talk(language=there.language, place=there.id, relay=relay)
    begun = parts().calls.ring(tx, Call(sid, promise.number), talk, "callback", now)
    return Reply(begun.text, (*begun.touched, there))


def _not_wanted(tx: Connection, place_id: int) -> Reply:
    place = parts().places.by_id(tx, place_id)
    return Reply(parts().twiml.last(Line("callback-over"), place.language if place else "en"))


def _note(tx: Connection, place_id: int, attempt: int, sid: str, word: str, now: datetime) -> Reply:
    if not asked.is_over():
        parts().places.callbacks.rings(tx, place_id, attempt, sid, now)
        return Reply("")
    there = parts().places.callbacks.heard_end(tx, place_id, attempt, sid, word, now)
    ended = parts().calls.end(tx, Call(sid, None), now)
    return Reply("", (*ended.touched, *([there] if there else [])))


def _attempt() -> tuple[int, int]:
    return int(request.args["place"]), int(request.args["attempt"])
