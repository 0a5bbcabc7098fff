"""Text messages that come in: STOP, START and HELP, answered honestly."""

from datetime import datetime

from flask import Blueprint, Response, request
from sqlalchemy import Connection, delete, select

from booking_core import insert_once, last_two
from ivr import asked
from ivr.logs import log
from ivr.parts import parts
from ivr.tables import conversation, sms_opt_out
from ivr.talk import LANGUAGES

texts = Blueprint("texts", __name__, url_prefix="/sms")

STOP = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "ARRET", "ARRÊT", "ALTO", "PARAR"}
)
START = frozenset({"START", "UNSTOP", "YES"})


@texts.post("/incoming")
def incoming() -> Response:
    """Note what somebody wants of our texts, and say what was noted."""
    phone, now = asked.phone(request.form.get("From", "")), parts().clock.now()
    if phone is None:
        return asked.xml(parts().twiml.message(None))
    wanted = request.form.get("Body", "").strip().upper()
    says, language = parts().database.run(lambda tx: _note(tx, phone, wanted, now))
    text = parts().words.plain(says, language, {"hotline": parts().settings.hotline_number})
    return asked.xml(parts().twiml.message(text))


@texts.post("/status")
def status() -> Response:
    """Note what became of a text."""
    form = request.form
    log.info(
        "text",
        message=form.get("MessageSid"),
        status=form.get("MessageStatus"),
        error=form.get("ErrorCode"),
        to=last_two(form.get("To")),
    )
    return asked.noted()


def wants_none(tx: Connection, phone: str) -> bool:
    """Tell whether this number has asked us to stop."""
    return tx.scalar(select(sms_opt_out.c.phone).where(sms_opt_out.c.phone == phone)) is not None


def _note(tx: Connection, phone: str, wanted: str, now: datetime) -> tuple[str, str]:
    if wanted in STOP:
        insert_once(tx, sms_opt_out, phone=phone, since=now)
    elif wanted in START:
        tx.execute(delete(sms_opt_out).where(sms_opt_out.c.phone == phone))
    says = "text-stopped" if wanted in STOP else "text-started" if wanted in START else "text-help"
    return says, _language_of(tx, phone)


def _language_of(tx: Connection, phone: str) -> str:
    theirs = select(conversation.c.language).where(conversation.c.phone == phone)
    return tx.scalar(theirs.order_by(conversation.c.updated_at.desc()).limit(1)) or LANGUAGES[0]
