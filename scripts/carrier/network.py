"""The network: its calls, its one number, the handsets and what passes between them."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from scripts.carrier.call import LONGEST_CALL, Call
from scripts.carrier.errors import CallFault
from scripts.carrier.handsets import Handsets
from scripts.carrier.identity import Sids
from scripts.carrier.leg import Leg
from scripts.carrier.notices import Notices
from scripts.carrier.number import Number
from scripts.carrier.recordings import Recordings
from scripts.carrier.rooms import Rooms
from scripts.carrier.seen import Seen
from scripts.carrier.texts import Texts
from scripts.carrier.throttle import Throttle
from scripts.carrier.webhook import Answer, Ask, Webhooks

LATEST = 0.1  # seconds that a callback is late at most, where they are let overtake each other
log = logging.getLogger("carrier")


class Network:
    """Everything that one process of the carrier holds."""

    def __init__(
        self, account: str, number: Number, webhooks: Webhooks, sids: Sids, throttle: Throttle, speed: float
    ) -> None:
        self.account, self.number, self.webhooks, self.sids = account, number, webhooks, sids
        self.throttle, self.speed = throttle, speed
        self.duplicate_every = 0
        self.reorder: random.Random | None = None
        self.legs: dict[str, Leg] = {}
        self.notices = Notices()
        self.handsets = Handsets()
        self.recordings = Recordings()
        self.rooms = Rooms(self)
        self.texts = Texts(self)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._sent = 0

    # Calls

    def place(self, direction: str, from_: str, to: str, parent: str | None = None) -> Leg:
        """Give a new call, not yet begun."""
        call = Call(self.sids.new("CA"), self.account, direction, from_, to, parent=parent)
        leg = self.legs[call.sid] = Leg(self, call)
        self.handsets[call.handset].calls.append(call.sid)
        return leg

    def incoming(self, from_: str) -> Leg:
        """Somebody dials the number."""
        leg = self.place("inbound", from_, self.number.phone)
        call, number = leg.call, self.number
        call.token, call.number_sid = self.sids.new(""), number.sid
        call.callback = number.callback
        call.fallback, call.fallback_method = number.voice_fallback_url, number.voice_fallback_method
        call.status = "ringing"
        leg.limit(LONGEST_CALL)
        leg.start(number.answer())
        self.changed(call)
        return leg

    def at(self, handset: str) -> list[Leg]:
        """Give the calls ringing or up at a handset, newest first."""
        legs = [self.legs[sid] for sid in reversed(self.handsets[handset].calls) if sid in self.legs]
        return [leg for leg in legs if leg.call.status in {"ringing", "in-progress"}]

    def changed(self, call: Call) -> None:
        self.handsets.stir(call.handset)

    # Webhooks

    async def deliver(self, ask: Ask) -> Answer:
        """Send a webhook; the fault knob sends some of them twice at once."""
        self._sent += 1
        if self.duplicate_every and self._sent % self.duplicate_every == 0:
            self.spawn(self.webhooks.send(replace(ask, which="copy")), quiet=True)
        return await self.webhooks.send(ask)

    async def tell(self, ask: Ask, before: asyncio.Task[Any] | None, call_sid: str | None) -> None:
        """Send a callback, whose failure is only worth a warning."""
        if self.reorder:
            await asyncio.sleep(self.reorder.uniform(0, LATEST))
        elif before is not None:
            await asyncio.wait([before])
        try:
            answer = await self.deliver(ask)
        except CallFault as fault:
            self.notices.warn(15003, str(fault), ask.url, call_sid)
            return
        if answer.failed:
            self.notices.warn(15003, f"status {answer.status}", ask.url, call_sid)

    @property
    def seen(self) -> Seen:
        return self.webhooks.seen

    # Tasks

    def spawn(self, work: Coroutine[Any, Any, Any], *, quiet: bool = False) -> asyncio.Task[Any]:
        """Begin something; a quiet one's faults are its caller's to look at."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_ignore if quiet else _report)
        return task

    async def close(self) -> None:
        """End every task; what is broken off by that is not written down."""
        self.seen.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _ignore(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()


def _report(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a task of the network failed", exc_info=error)
