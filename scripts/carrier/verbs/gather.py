"""Gather: keys or speech, while a prompt is played."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.carrier.attributes import LANGUAGE, anything, matching, method, one_of, truth, whole, words_of
from scripts.carrier.form import standard
from scripts.carrier.keypad import Entry
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Goto, Node

MOST_HINTS, LONGEST_HINT = 500, 100


async def gather(leg: Leg, node: Node) -> Goto | None:
    """Listen from the first word of the prompt; nothing typed falls through to the next verb."""
    action = node.link(node["action"])
    entry = Entry(
        node["finishOnKey"], node["numDigits"], keys="dtmf" in node["input"], barge_in=node["bargeIn"]
    )
    if node["partialResultCallback"]:
        entry.on_partial = _Partial(leg, node).tell
    leg.keypad.entry = entry
    leg.network.changed(leg.call)
    try:
        for prompt in node.children:
            await prompt.element.perform(leg, prompt)
        await entry.settle(node["timeout"])
    finally:
        leg.keypad.entry = None
        leg.network.changed(leg.call)
    return _answer(node, entry, action)


@dataclass(slots=True)
class _Partial:
    """Tells what was understood so far."""

    leg: Leg
    node: Node
    told: int = 0

    def tell(self, words: str) -> None:
        form = {"UnstableSpeechResult": words, "SequenceNumber": str(self.told), "Stability": "0.8"}
        self.told += 1
        url, method = self.node["partialResultCallback"], self.node["partialResultCallbackMethod"]
        self.leg.tell(self.node.link(url), method, standard(self.leg.call) | form)


def _answer(node: Node, entry: Entry, action: str) -> Goto | None:
    if entry.speech is not None and "speech" in node["input"]:
        form = {"SpeechResult": entry.speech, "Confidence": "0.9", "Language": node["language"]}
        return Goto(action, node["method"], form)
    if not entry.digits and not node["actionOnEmptyResult"]:
        return None
    form = {"Digits": entry.digits, "FinishedOnKey": entry.finished_on, "msg": "Gather End"}
    return Goto(action, node["method"], form)


def _seconds_or_auto(text: str) -> str:
    return text if text == "auto" else str(whole(1, 3600)(text))


def _hints(text: str) -> str:
    hints = text.split(",")
    if len(hints) > MOST_HINTS or any(len(hint.strip()) > LONGEST_HINT for hint in hints):
        raise ValueError(text)
    return text


ELEMENT = Element(
    "Gather",
    gather,
    {
        "action": Attribute(anything),
        "method": Attribute(method, "POST", 13312),
        "input": Attribute(words_of("dtmf", "speech"), ("dtmf",), 13326),
        "timeout": Attribute(whole(0, 3600), 5, 13313),
        "numDigits": Attribute(whole(1, 10_000), None, 13314),
        "finishOnKey": Attribute(matching(r"[0-9*#]?"), "#", 13310),
        "actionOnEmptyResult": Attribute(truth, default=False, warning=13338),
        "speechTimeout": Attribute(_seconds_or_auto, None, 13327),
        "maxSpeechTime": Attribute(whole(1, 600), 60, 13328),
        "speechModel": Attribute(anything, None, 13334),
        "language": Attribute(matching(LANGUAGE), "en-US", 13331),
        "hints": Attribute(_hints, "", 13330),
        "profanityFilter": Attribute(truth, default=True, warning=13333),
        "partialResultCallback": Attribute(anything),
        "partialResultCallbackMethod": Attribute(method, "POST", 13329),
        "enhanced": Attribute(truth, default=False),
        "bargeIn": Attribute(truth, default=True, warning=13332),
        "debug": Attribute(one_of("true", "false")),
    },
    children=frozenset({"Say", "Play", "Pause"}),
    nested_warning=13320,
)
