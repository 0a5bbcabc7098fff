"""Identity: the name of a Client that also carries parameters."""

from __future__ import annotations

from scripts.carrier.schema import Element

ELEMENT = Element("Identity")
