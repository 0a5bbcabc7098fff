"""Parameter: something that a Client is told of the call."""

from __future__ import annotations

from scripts.carrier.attributes import anything
from scripts.carrier.schema import Attribute, Element

ELEMENT = Element("Parameter", attributes={"name": Attribute(anything), "value": Attribute(anything)})
