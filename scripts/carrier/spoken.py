"""The words of a Say, without their SSML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

SSML = frozenset(
    {
        "break",
        "emphasis",
        "lang",
        "p",
        "phoneme",
        "prosody",
        "s",
        "say-as",
        "sub",
        "w",
        "mark",
        "speak",
        "amazon-effect",
        "amazon-domain",
    }
)
APART = frozenset({"break", "p", "s"})


def spoken(say: ET.Element, warn: Callable[[int, str], None]) -> str:
    """Give what is heard: the text in order, an alias in place of what it stands for."""
    return " ".join("".join(_words(say, warn)).split())


def _words(element: ET.Element, warn: Callable[[int, str], None]) -> Iterator[str]:
    yield element.get("alias", "") if element.tag == "sub" else element.text or ""
    for child in element:
        apart = " " if child.tag in APART else ""
        if child.tag in SSML:
            yield apart
            yield from _words(child, warn)
            yield apart
        else:
            warn(12200, f"{child.tag} is not allowed inside {element.tag}")
        yield child.tail or ""
