"""Hangup: the call ends."""

from __future__ import annotations

from scripts.carrier.leg import Leg
from scripts.carrier.schema import Element, HangUp, Node


async def hangup(_leg: Leg, _node: Node) -> HangUp:
    return HangUp()


ELEMENT = Element("Hangup", hangup)
