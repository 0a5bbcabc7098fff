"""What every webhook of a call carries."""

from __future__ import annotations

from itertools import product

from scripts.carrier.call import ENDED, SIP, Call
from scripts.carrier.identity import moment, rfc2822

PARTIES = ("From", "To", "Caller", "Called")
PLACES = ("City", "State", "Zip", "Country")


def standard(call: Call) -> dict[str, str]:
    """Give the parameters of a fetch; the unknown places are sent blank, as in life."""
    form = {
        "CallSid": call.sid,
        "AccountSid": call.account,
        "From": call.from_,
        "To": call.to,
        "Caller": call.from_,
        "Called": call.to,
        "CallStatus": call.status,
        "ApiVersion": "2010-04-01",
        "Direction": call.direction,
    }
    form |= {party + place: "" for party, place in product(PARTIES, PLACES)}
    if call.parent:
        form["ParentCallSid"] = call.parent
    if call.incoming and call.status == "ringing":
        form |= {"CallToken": call.token, "StirVerstat": "TN-Validation-Passed-A"}
    form |= call.notes
    call.notes = {}
    return form


def progress(call: Call, status: str) -> dict[str, str]:
    """Give the parameters of a status callback; its number counts the ones that were told."""
    form = {
        "CallSid": call.sid,
        "AccountSid": call.account,
        "From": call.from_,
        "To": call.to,
        "Caller": call.from_,
        "Called": call.to,
        "CallStatus": status,
        "ApiVersion": "2010-04-01",
        "Direction": call.direction,
        "Timestamp": rfc2822(moment()) or "",
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(call.told),
    }
    call.told += 1
    if call.parent:
        form["ParentCallSid"] = call.parent
    if status in ENDED:
        minutes = -(-call.seconds // 60)
        form |= {"CallDuration": str(call.seconds), "Duration": str(minutes), "SipResponseCode": SIP[status]}
        form |= call.recording.form if call.recording else {}
    if call.machine:
        form["AnsweredBy"] = call.machine
    return form
