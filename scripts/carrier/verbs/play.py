"""Play: a recording, or tones."""

from __future__ import annotations

from scripts.carrier.attributes import TONES, matching, whole
from scripts.carrier.leg import Leg
from scripts.carrier.schema import Attribute, Element, Node
from scripts.carrier.verbs.say import FOREVER


async def play(leg: Leg, node: Node) -> None:
    if node["digits"]:
        leg.hear("Play", digits=node["digits"])
        await leg.spend(len(node["digits"]) * 0.5)
    if not node.text:
        return
    url = node.link(node.text)
    seconds = await leg.network.recordings.seconds(leg, url)
    for _ in range(node["loop"] or FOREVER if seconds is not None else 0):
        if leg.cut:
            return
        leg.hear("Play", url=url)
        await leg.spend(seconds or 0)


ELEMENT = Element(
    "Play",
    play,
    {
        "loop": Attribute(whole(0, FOREVER), 1, 13410),
        "digits": Attribute(matching(TONES), "", 13430),
    },
)
