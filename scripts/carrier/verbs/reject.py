"""Reject: as the first verb, the call is never answered; elsewhere it ends it."""

from __future__ import annotations

from scripts.carrier.attributes import one_of
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, HangUp, Node

STATUS = {"rejected": "no-answer", "busy": "busy"}


async def reject(leg: Leg, node: Node) -> HangUp:
    return HangUp(STATUS[node["reason"]] if leg.call.status == "ringing" else None)


REASON = Attribute(one_of("rejected", "busy"), "rejected", 13810)
ELEMENT = Element("Reject", reject, {"reason": REASON}, answers=False)
