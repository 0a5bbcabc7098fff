"""Client: a browser phone that a Dial rings."""

from __future__ import annotations

from scripts.carrier.hunt import hunt
from scripts.carrier.nouns.number import RINGS
from scripts.carrier.schema import Element

ELEMENT = Element("Client", dials=hunt, attributes=RINGS, children=frozenset({"Identity", "Parameter"}))
