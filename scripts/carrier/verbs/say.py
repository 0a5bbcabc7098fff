"""Say: words spoken to whoever is on the line."""

from __future__ import annotations

from scripts.carrier.attributes import LANGUAGE, matching, whole
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Node

LETTERS_A_SECOND = 14
MOST_LETTERS = 4096
FOREVER = 1000  # loop="0" means until the hang-up, or so many times


async def say(leg: Leg, node: Node) -> None:
    if not node.text or len(node.text) > MOST_LETTERS:
        leg.warner(node.base)(13521 if node.text else 13520, f"{len(node.text)} letters")
        return
    for _ in range(node["loop"] or FOREVER):
        if leg.cut:
            return
        leg.hear("Say", text=node.text, language=node["language"], voice=node["voice"])
        await leg.spend(len(node.text) / LETTERS_A_SECOND)


ELEMENT = Element(
    "Say",
    say,
    {
        "voice": Attribute(matching(r"man|woman|alice|(Polly|Google)\.[A-Za-z0-9-]+"), "man", 13511),
        "language": Attribute(matching(LANGUAGE), "en-US", 13512),
        "loop": Attribute(whole(0, FOREVER), 1, 13510),
    },
    spoken=True,
)
