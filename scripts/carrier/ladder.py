"""What follows when a document cannot be had: the fallback URL, then an apology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.carrier.errors import CallFault
from scripts.carrier.schema import Goto, Then
from scripts.carrier.vocabulary import APOLOGY

if TYPE_CHECKING:
    from scripts.carrier.leg import Leg


async def fall_back(leg: Leg, fault: CallFault) -> Then:
    """Ask the fallback URL, with what went wrong; where there is none, or it fails too, say sorry."""
    call, notices = leg.call, leg.network.notices
    call.ended_by = "network"
    notices.error(fault.code, fault.detail, fault.url, call.sid)
    if not call.fallback:
        return APOLOGY
    form = {"ErrorCode": str(fault.code), "ErrorUrl": fault.url or ""}
    try:
        document = await leg.open(Goto(call.fallback, call.fallback_method, form), "fallback")
    except CallFault as second:
        notices.error(second.code, second.detail, second.url, call.sid)
        return APOLOGY
    call.ended_by = "hotline"
    return document
