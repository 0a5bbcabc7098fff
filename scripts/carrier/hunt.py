"""Rings one telephone or several for a Dial, and puts the first who answers through."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from scripts.carrier.call import Callback
from scripts.carrier.dialled import whole_number
from scripts.carrier.dialling import Detection, detect, ring
from scripts.carrier.errors import CallFault
from scripts.carrier.leg import Leg
from scripts.carrier.recording import Recording, RecordingCallback
from scripts.carrier.schema import Document, Goto, HangUp, Node, Then

MAY_BE_WHISPERED = frozenset({"Say", "Play", "Gather", "Pause", "Redirect", "Hangup"})


async def hunt(leg: Leg, dial: Node, nouns: tuple[Node, ...]) -> dict[str, str]:
    """Ring all at once, or one after the other; how the Dial went."""
    form = {"DialCallStatus": "failed", "DialBridged": "false"}
    for together in _rounds(leg, dial, nouns):
        form = await Hunt(leg, dial).run(together)
        if form["DialBridged"] == "true":
            break
    return form


def _rounds(leg: Leg, dial: Node, nouns: tuple[Node, ...]) -> list[list[Node]]:
    found = []
    for noun in nouns:
        if _address(noun):
            found.append(noun)
        else:
            leg.warner(noun.base)(13223, noun.text)
    if dial["sequential"]:
        return [[noun] for noun in found]
    return [found] if found else []


class Hunt:
    """One round of ringing and the talk that comes of it."""

    def __init__(self, leg: Leg, dial: Node) -> None:
        self.leg, self.dial = leg, dial
        self.taken: Leg | None = None
        self.bridged = False
        self.moved = False
        self._children: list[Leg] = []
        self._recording: Recording | None = None
        self._decided, self._parted = asyncio.Event(), asyncio.Event()

    async def run(self, nouns: Iterable[Node]) -> dict[str, str]:
        for noun in nouns:
            self._children.append(self._ring(noun))
        try:
            await self._decided.wait()
            if self.bridged:
                await self._talk()
        finally:
            self.leg.keypad.on_star = None
            self._drop(self._children if not self.moved else [])
        if self.bridged and not self.moved and self.taken:
            await self.taken.over.wait()
        return self._form()

    def _ring(self, noun: Node) -> Leg:
        to = _address(noun)
        child = self.leg.network.place("outbound-dial", self._caller(), to, self.leg.call.sid)
        if noun["statusCallback"]:
            child.call.callback = Callback(
                noun.link(noun["statusCallback"]),
                noun["statusCallbackMethod"],
                frozenset(noun["statusCallbackEvent"]),
            )
        self.leg.hear("Dial", to=to)
        child.start(self._callee(child, noun))
        return child

    def _caller(self) -> str:
        """Give the caller's own number, or one that the account may show in its place."""
        call, asked = self.leg.call, self.dial["callerId"]
        if asked is None or asked in {call.from_, call.to, self.leg.network.number.phone}:
            return asked or call.from_
        self.leg.warner(self.dial.base)(13214, asked)
        return call.from_

    async def _callee(self, child: Leg, noun: Node) -> Then:
        """Give the child's part: ring, hear the whisper, talk."""
        try:
            refused = await ring(child, self.dial["timeout"])
            if refused or self.taken is not None:
                return HangUp(refused)
            self.taken = child
            self._drop(other for other in self._children if other is not child)
            if await self._before(child, noun):
                self.bridged = True
                self.leg.pick_up()
                self._decided.set()
                await self._parted.wait()
        except CallFault as fault:
            self.leg.network.notices.error(fault.code, fault.detail, fault.url, child.call.sid)
        finally:
            self._lost(child)
        return HangUp()

    async def _before(self, child: Leg, noun: Node) -> bool:
        """Whether, after all that comes before, the two are to be connected."""
        if noun.values.get("machineDetection"):
            detection = Detection(
                noun["machineDetection"],
                background=True,
                url=noun["amdStatusCallback"],
                method=noun["amdStatusCallbackMethod"],
            )
            await detect(child, detection)
        if digits := noun.values.get("sendDigits"):
            child.hear("Play", digits=digits)
        if noun["url"]:
            return await self._whisper(child, Goto(noun.link(noun["url"]), noun["method"]))
        return True

    async def _whisper(self, child: Leg, then: Then) -> bool:
        while isinstance(then, Goto):
            document = await child.open(then)
            self._judge(document)
            then = await child.perform(document)
        return not isinstance(then, HangUp)

    def _judge(self, document: Document) -> None:
        for node in document.nodes:
            if node.name not in MAY_BE_WHISPERED:
                raise CallFault(13201, document.url, node.name)

    async def _talk(self) -> None:
        self.leg.keypad.on_star = self._parted.set if self.dial["hangupOnStar"] else None
        self._recording = recording_of(self.leg, self.dial)
        try:
            async with asyncio.timeout(self.dial["timeLimit"]):
                await self._parted.wait()
        except TimeoutError:
            self._parted.set()

    def _lost(self, child: Leg) -> None:
        if child is self.taken:
            self.moved = self.bridged and not child.hanging_up and not self._parted.is_set()
            self._parted.set()
            self._decided.set()
        elif all(other is child or other.hanging_up for other in self._children) and self.taken is None:
            self._decided.set()

    def _drop(self, legs: Iterable[Leg]) -> None:
        for child in legs:
            child.obey(HangUp(None if child.call.up else "canceled"))

    def _form(self) -> dict[str, str]:
        child = self.taken or self._children[-1]
        status = "completed" if self.bridged else child.call.status
        form = {"DialCallStatus": status, "DialCallSid": child.call.sid}
        form["DialBridged"] = str(self.bridged).lower()
        if self._recording is not None:
            self._recording.finish()
            form["RecordingUrl"] = self._recording.url
        return form if self.moved else form | {"DialCallDuration": str(child.call.seconds)}


def _address(noun: Node) -> str:
    """Give whom a noun means; nothing where it is no number."""
    if noun.name != "Client":
        return whole_number(noun.text) or ""
    identity = next((child.text for child in noun.children if child.name == "Identity"), noun.text)
    return f"client:{identity}"


def recording_of(leg: Leg, dial: Node) -> Recording | None:
    """Begin the recording that a Dial asks for."""
    if dial["record"] in {"do-not-record", "false"}:
        return None
    url, callback = dial["recordingStatusCallback"], None
    if url:
        method, events = dial["recordingStatusCallbackMethod"], dial["recordingStatusCallbackEvent"]
        callback = RecordingCallback(dial.link(url), method, events)
    return Recording(leg.network, "DialVerb", {"CallSid": leg.call.sid}, callback)
