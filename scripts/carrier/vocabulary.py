"""Finds the verbs and nouns: one file each, and no list of them anywhere."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scripts.carrier import nouns, verbs
from scripts.carrier.document import Reader
from scripts.carrier.schema import Document, Element, HangUp, Node

SORRY = "We're sorry. An application error has occurred. Goodbye."


def _found(package: object) -> dict[str, Element]:
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined]
    modules = (import_module(f"{name}.{module.name}") for module in iter_modules(path))
    return {module.ELEMENT.name: module.ELEMENT for module in modules}


@cache
def calls() -> Reader:
    """Give the vocabulary of a call."""
    spoken = _found(verbs)
    return Reader(spoken | _found(nouns), frozenset(spoken))


async def _apologise(leg: object, node: Node) -> HangUp:
    leg.hear("Say", text=node.text, language="en-US", voice="man", error=True)  # type: ignore[attr-defined]
    await leg.spend(3)  # type: ignore[attr-defined]
    return HangUp()


APOLOGY = Document(None, (Node(Element("Say", _apologise), {}, frozenset(), SORRY, (), None),))
