"""Finds the verbs and nouns: one file each, and no list of them anywhere."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from scripts.carrier import nouns, verbs
from scripts.carrier.document import Reader
from scripts.carrier.schema import Document, Element, HangUp, Node

if TYPE_CHECKING:
    from types import ModuleType

    from scripts.carrier.leg import Leg

SORRY_SECONDS = 4.0
SORRY = "We're sorry. An application error has occurred. Goodbye."


def _found(package: ModuleType) -> dict[str, Element]:
    modules = (
        import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__)
    )
    return {module.ELEMENT.name: module.ELEMENT for module in modules}


@cache
def calls() -> Reader:
    """Give the vocabulary of a call."""
    spoken = _found(verbs)
    return Reader(spoken | _found(nouns), frozenset(spoken))


async def _apologise(leg: Leg, node: Node) -> HangUp:
    leg.hear("Say", text=node.text, language="en-US", voice="man", error=True)
    await leg.spend(SORRY_SECONDS)
    return HangUp()


APOLOGY = Document(None, (Node(Element("Say", _apologise), {}, frozenset(), SORRY, (), None),))
