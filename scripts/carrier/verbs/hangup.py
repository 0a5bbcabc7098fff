"""Hangup: the call ends."""

from __future__ import annotations

from scripts.carrier.leg import Leg
from scripts.carrier.schema import Element, HangUp, Node


async def hangup(leg: Leg, node: Node) -> HangUp:
    return HangUp()


ELEMENT = Element("Hangup", hangup)
