"""Play: a recording, or tones."""

from __future__ import annotations

from scripts.carrier.attributes import TONES, matching, whole
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Node
from scripts.carrier.verbs.say import FOREVER, repeat


async def play(leg: Leg, node: Node) -> None:
    if node["digits"]:
        leg.hear("Play", digits=node["digits"])
        await leg.spend(len(node["digits"]) * 0.5)
    if not node.text:
        return
    url = node.link(node.text)
    seconds = await leg.network.recordings.seconds(leg, url)
    if seconds is not None:
        await repeat(leg, node["loop"], seconds, "Play", {"url": url})


ELEMENT = Element(
    "Play",
    play,
    {
        "loop": Attribute(whole(0, FOREVER), 1, 13410),
        "digits": Attribute(matching(TONES), "", 13430),
    },
)
