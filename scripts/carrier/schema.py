"""The grammar of TwiML: what an element may carry, and what a document asks for next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scripts.carrier.errors import CallFault

if TYPE_CHECKING:
    from scripts.carrier.leg import Leg


@dataclass(frozen=True, slots=True)
class Attribute:
    """How one attribute is read, what it is when absent, and the warning for a bad one."""

    read: Callable[[str], Any]
    default: Any = None
    warning: int = 12200


@dataclass(frozen=True, slots=True)
class Goto:
    """Fetch a document and carry that out."""

    url: str
    method: str = "POST"
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HangUp:
    """The call ends here; a status only where it was never answered."""

    status: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A fetched document; without a URL where the REST API brought it."""

    url: str | None
    nodes: tuple[Node, ...]


Then = Goto | HangUp | Document | None


Dials = Callable[["Leg", "Node", "tuple[Node, ...]"], Awaitable[dict[str, str]]]


async def _noun(leg: Leg, node: Node) -> Then:
    raise AssertionError(f"{node.name} does nothing by itself in {leg.call.sid}: its verb reads it")


@dataclass(frozen=True, slots=True)
class Element:
    """A verb or noun: one of these is all that its file has to offer."""

    name: str
    perform: Callable[[Leg, Node], Awaitable[Then]] = _noun
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    nested_warning: int = 12200
    spoken: bool = False  # its inside is words and SSML
    answers: bool = True  # a ringing call is picked up for it
    dials: Dials | None = None  # a noun's way to conduct the Dial that it stands in


@dataclass(frozen=True, slots=True)
class Node:
    """An element as a document has it, its attributes read."""

    element: Element
    values: Mapping[str, Any]
    given: frozenset[str]
    text: str
    children: tuple[Node, ...]
    base: str | None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def name(self) -> str:
        return self.element.name

    def link(self, url: str | None) -> str:
        """Give a URL seen from the document; an empty one is the document itself."""
        if self.base is None and not urlsplit(url or "").scheme:
            raise CallFault(15004, url)
        return urljoin(self.base, url) if self.base and url else url or self.base or ""
