"""Redirect: the rest of the call is another document."""

from __future__ import annotations

from scripts.carrier.attributes import method
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Goto, Node


async def redirect(_leg: Leg, node: Node) -> Goto:
    return Goto(node.link(node.text), node["method"])


ELEMENT = Element("Redirect", redirect, {"method": Attribute(method, "POST", 13710)})
