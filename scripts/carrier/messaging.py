"""What an application answers to a text: words to text back."""

from __future__ import annotations

from functools import cache

from scripts.carrier.attributes import anything, method
from scripts.carrier.document import Reader, Warn
from scripts.carrier.errors import CallFault
from scripts.carrier.schema import Attribute, Element
from scripts.carrier.webhook import Answer

MESSAGE = Element(
    "Message",
    attributes={
        "to": Attribute(anything),
        "from": Attribute(anything),
        "action": Attribute(anything),
        "method": Attribute(method, "POST"),
        "statusCallback": Attribute(anything),
    },
    children=frozenset({"Body", "Media"}),
)


@cache
def _texts() -> Reader:
    known = {"Message": MESSAGE, "Body": Element("Body"), "Media": Element("Media")}
    return Reader(known, frozenset({"Message"}))


def replies(answer: Answer, warn: Warn) -> list[str]:
    """Give the bodies to send back; plain words are one, and an empty answer is none."""
    if answer.failed:
        raise CallFault(11200, answer.url, f"status {answer.status}")
    if not answer.body.strip():
        return []
    if answer.content_type.startswith("text/plain"):
        return [answer.body.decode(errors="replace")]
    document = _texts().answer(answer, warn)
    return [
        " ".join([node.text, *(child.text for child in node.children if child.name == "Body")]).strip()
        for node in document.nodes
    ]
