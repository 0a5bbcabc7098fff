"""How the call of a notice ends: by the carrier's word, or, where that was lost, by a later look."""

from datetime import datetime

from sqlalchemy import Connection

from booking_core import Errand
from ivr import notices
from ivr.conversation import Reply
from ivr.notices import Notice
from ivr.parts import Parts
from ivr.scene import Call
from ivr.workshop import Workshop

UNHEARD = frozenset({"", "notice", "notice_missed", "callback_over"})  # where the call of nobody ends


def notice_over(tx: Connection, parts: Parts, it: Notice, call_sid: str, now: datetime) -> Reply:
    """Close the call; what nobody has heard is told once more. Said twice, the same."""
    stood = parts.calls.stood(tx, call_sid)
    ended = parts.calls.end(tx, Call(call_sid, None), now)
    if stood in UNHEARD:
        notices.unheard(tx, it, parts.places.callbacks, now)
    return ended


def look_at_notice(at: Workshop, errand: Errand, now: datetime) -> None:
    """See whether a call of ours has ended meanwhile; who still talks after so long has heard it."""
    it, sid = Notice.read(errand.payload), errand.payload["call_sid"]
    if at.carrier.is_up(sid):
        return
    ended = at.parts.database.run(lambda tx: notice_over(tx, at.parts, it, sid, now))
    for place in ended.touched:
        at.parts.places.publish(place, now)
