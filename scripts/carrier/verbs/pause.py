"""Pause: silence; as a first verb it delays the answer."""

from __future__ import annotations

from scripts.carrier.attributes import whole
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Node


async def pause(leg: Leg, node: Node) -> None:
    leg.hear("Pause", length=node["length"])
    await leg.spend(node["length"])


ELEMENT = Element("Pause", pause, {"length": Attribute(whole(1, 86_400), 1, 13910)}, answers=False)
