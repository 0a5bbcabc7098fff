"""Say: words spoken to whoever is on the line."""

from __future__ import annotations

import math
from typing import Any

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
    row = {"text": node.text, "language": node["language"], "voice": node["voice"]}
    await repeat(leg, node["loop"], len(node.text) / LETTERS_A_SECOND, "Say", row)


async def repeat(leg: Leg, loop: int, seconds: float, verb: str, row: dict[str, Any]) -> None:
    """Let something be heard so many times; a thousand in no time at all are told as one row."""
    if not loop and math.isinf(leg.network.speed):
        leg.hear(verb, **row, loop=FOREVER)
        return
    for _ in range(loop or FOREVER):
        if leg.cut:
            return
        leg.hear(verb, **row)
        await leg.spend(seconds)


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
