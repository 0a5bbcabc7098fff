"""Dial: other telephones, or a conference."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from scripts.carrier.attributes import anything, matching, method, one_of, truth, whole, words_of
from scripts.carrier.leg import Leg
from scripts.carrier.nouns import number
from scripts.carrier.schema import Attribute, Element, Goto, Node

MOST_NOUNS = 10
RECORD = (
    "do-not-record",
    "record-from-answer",
    "record-from-ringing",
    "record-from-answer-dual",
    "record-from-ringing-dual",
    "true",
    "false",
)


async def dial(leg: Leg, node: Node) -> Goto | None:
    """Connect the call; afterwards the action takes over, or the next verb where there is none."""
    action = None if node["action"] is None else node.link(node["action"])
    if not node["answerOnBridge"]:
        leg.pick_up()
    try:
        form = await _connect(leg, node)
    except asyncio.CancelledError:
        if action and leg.hanging_up:
            _tell_the_end(leg, action, node)
        raise
    return Goto(action, node["method"], form) if action else None


def _tell_the_end(leg: Leg, action: str, node: Node) -> None:
    """Give the caller hung up: the action is asked all the same, and its answer is nobody's."""
    conference = any(noun.name == "Conference" for noun in node.children)
    form = {"CallStatus": "completed", "DialCallStatus": "answered" if conference else "completed"}
    leg.network.spawn(leg.ask(action, node["method"], form), quiet=True)


async def _connect(leg: Leg, node: Node) -> dict[str, str]:
    nouns = _nouns(leg, node)
    if not nouns:
        leg.warner(node.base)(13223, node.text)
        return {"DialCallStatus": "failed"}
    dials = nouns[0].element.dials
    if any(noun.element.dials is not dials for noun in nouns) or dials is None:
        leg.warner(node.base)(13000, ", ".join(noun.name for noun in nouns))
        return {"DialCallStatus": "failed"}
    return await dials(leg, node, nouns)


def _nouns(leg: Leg, node: Node) -> tuple[Node, ...]:
    if node.children:
        if len(node.children) > MOST_NOUNS:
            leg.warner(node.base)(13250, str(len(node.children)))
        return node.children[:MOST_NOUNS]
    if not node.text:
        return ()
    values = {name: attribute.default for name, attribute in number.ELEMENT.attributes.items()}
    return (replace(node, element=number.ELEMENT, values=values, given=frozenset()),)


ELEMENT = Element(
    "Dial",
    dial,
    {
        "action": Attribute(anything),
        "method": Attribute(method, "POST", 13210),
        "timeout": Attribute(whole(5, 600), 30, 13212),
        "timeLimit": Attribute(whole(1, 86_400), 14_400, 13216),
        "callerId": Attribute(matching(r"\+?[0-9]{3,15}|client:.+"), None, 13214),
        "hangupOnStar": Attribute(truth, default=False, warning=13213),
        "answerOnBridge": Attribute(truth, default=False, warning=13219),
        "sequential": Attribute(truth, default=False, warning=13218),
        "record": Attribute(one_of(*RECORD), "do-not-record", 13217),
        "trim": Attribute(one_of("trim-silence", "do-not-trim")),
        "recordingTrack": Attribute(one_of("both", "inbound", "outbound")),
        "recordingConfigurationId": Attribute(anything),
        "recordingStatusCallback": Attribute(anything, None, 13256),
        "recordingStatusCallbackMethod": Attribute(method, "POST"),
        "recordingStatusCallbackEvent": Attribute(
            words_of("in-progress", "completed", "absent"), ("completed",)
        ),
        "ringTone": Attribute(matching("[a-z]{2}(-old|-tollfree)?"), None, 13220),
        "referUrl": Attribute(anything),
        "referMethod": Attribute(method, "POST"),
        "events": Attribute(anything),
    },
    children=frozenset({"Number", "Client", "Conference"}),
    nested_warning=13215,
    answers=False,
)
