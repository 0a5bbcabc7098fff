"""Notices as the carrier tells of them: somebody picks up, and whether anybody has heard it."""

from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from ivr import asked, notices
from ivr.conversation import Reply
from ivr.notice_ends import notice_over
from ivr.notices import Notice
from ivr.parts import parts
from ivr.scene import Call
from ivr.talk import Talk
from ivr.webhooks import reply

notice_calls = Blueprint("notice_calls", __name__, url_prefix="/voice/notice")


@notice_calls.post("")
def picked_up() -> Response:
    """Say who calls to whoever has picked up."""
    it, sid = _notice(), asked.call().sid
    return reply(lambda tx, now: _begin(tx, it, sid, now))


@notice_calls.post("/status")
def status() -> Response:
    """Learn that a call is over: what nobody has heard is told once more."""
    it, sid = _notice(), asked.call().sid
    if asked.is_over():
        reply(lambda tx, now: notice_over(tx, parts(), it, sid, now))
    return asked.noted()


def _begin(tx: Connection, it: Notice, sid: str, now: datetime) -> Reply:
    parts().places.open_leg(tx, sid, it.number, now)
    talk = Talk(language=it.language, answers={notices.NOTICE: it.notice})
    return parts().calls.ring(tx, Call(sid, it.number), talk, "notice", now)


def _notice() -> Notice:
    told, number = request.args, asked.phone(request.form.get("To", "")) or ""
    return Notice(told["kind"], told["claim"], int(told["attempt"]), number, asked.language())
