"""Reads an application's answer as TwiML, and drops with a warning what the carrier would not know."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.carrier.errors import CallFault
from scripts.carrier.schema import Attribute, Document, Element, Node
from scripts.carrier.spoken import spoken
from scripts.carrier.webhook import LARGEST_BODY, Answer

TWIML_TYPES = {"text/xml", "application/xml", "text/html"}
Warn = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents in one vocabulary (a call's, a text's)."""

    vocabulary: Mapping[str, Element]
    verbs: frozenset[str]

    def answer(self, answer: Answer, warn: Warn) -> Document:
        """Give the document that an HTTP answer holds."""
        if answer.failed:
            raise CallFault(11200, answer.url, f"status {answer.status}")
        if len(answer.body) > LARGEST_BODY:
            raise CallFault(11750, answer.url)
        kind = answer.content_type.partition(";")[0].strip().lower()
        if kind.startswith("audio/"):
            return self.text(_wrapped("Play", answer.url), answer.url, warn)
        if not answer.body.strip():
            raise CallFault(11770, answer.url)
        if kind == "text/plain":
            return self._plain(answer, warn)
        if kind not in TWIML_TYPES:
            raise CallFault(12300 if kind else 11200, answer.url, kind or "no content type")
        return self.text(answer.body, answer.url, warn)

    def text(self, text: bytes | str, url: str | None, warn: Warn) -> Document:
        """Give the document that a text holds."""
        try:
            root = ET.fromstring(_without_prefix(text))  # noqa: S314 - it comes from our own application
        except ET.ParseError as error:
            raise CallFault(12100, url, str(error)) from None
        if root.tag != "Response":
            raise CallFault(12100, url, f"the root element is {root.tag}, not Response")
        for name in root.attrib:
            warn(12200, f"attribute {name} is not allowed on Response")
        return Document(url, self._children(root, self.verbs, 12200, url, warn))

    def _plain(self, answer: Answer, warn: Warn) -> Document:
        try:
            return self.text(answer.body, answer.url, warn)
        except CallFault:
            return self.text(_wrapped("Say", answer.body.decode(errors="replace")), answer.url, warn)

    def _children(
        self, parent: ET.Element, allowed: frozenset[str], code: int, url: str | None, warn: Warn
    ) -> tuple[Node, ...]:
        nodes = []
        for child in parent:
            if child.tag in allowed and child.tag in self.vocabulary:
                nodes.append(self._node(child, url, warn))
            else:
                warn(code, f"{child.tag} is not allowed inside {parent.tag}")
        return tuple(nodes)

    def _node(self, xml: ET.Element, url: str | None, warn: Warn) -> Node:
        element = self.vocabulary[xml.tag]
        values = {name: attribute.default for name, attribute in element.attributes.items()}
        given = set()
        for name, text in xml.attrib.items():
            if (attribute := element.attributes.get(name)) is None:
                warn(12200, f"attribute {name} is not allowed on {xml.tag}")
                continue
            values[name] = _value(attribute, text, f"{xml.tag} {name}={text!r}", warn)
            given.add(name)
        inside = () if element.spoken else self._inside(xml, element, url, warn)
        words = spoken(xml, warn) if element.spoken else (xml.text or "").strip()
        return Node(element, values, frozenset(given), words, inside, url)

    def _inside(self, xml: ET.Element, element: Element, url: str | None, warn: Warn) -> tuple[Node, ...]:
        return self._children(xml, element.children, element.nested_warning, url, warn)


def _without_prefix(text: bytes | str) -> bytes:
    """Amazon's own SSML has a prefix that no document declares."""
    return re.sub(rb"(</?)amazon:", rb"\1amazon-", text.encode() if isinstance(text, str) else text)


def _value(attribute: Attribute, text: str, where: str, warn: Warn) -> object:
    try:
        return attribute.read(text)
    except ValueError:
        warn(attribute.warning, where)
        return attribute.default


def _wrapped(name: str, text: str) -> bytes:
    root = ET.Element("Response")
    ET.SubElement(root, name).text = text
    return ET.tostring(root)
