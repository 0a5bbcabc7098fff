"""One call while it lives: what happens on the line, and what others order it to do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

import aiohttp

from scripts.carrier.call import EVENTS, Call
from scripts.carrier.document import Warn
from scripts.carrier.errors import CallFault
from scripts.carrier.form import progress, standard
from scripts.carrier.keypad import Keypad
from scripts.carrier.ladder import fall_back
from scripts.carrier.schema import Document, Goto, HangUp, Then
from scripts.carrier.vocabulary import calls
from scripts.carrier.webhook import Answer, Ask

if TYPE_CHECKING:
    from scripts.carrier.network import Network


class Leg:
    """The one task of a call, and the handle that the rest of the network has on it."""

    def __init__(self, network: Network, call: Call) -> None:
        self.network, self.call = network, call
        self.keypad = Keypad()
        self.over = asyncio.Event()
        self.settled = asyncio.Event()  # it has been answered, or never will be
        self.picked: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._jar: aiohttp.CookieJar | None = None
        self._task: asyncio.Task[None] | None = None
        self._order: Then = None
        self._begun = False
        self._told: asyncio.Task[Any] | None = None
        self._limit: asyncio.TimerHandle | None = None

    # Its life

    def start(self, opening: Coroutine[Any, Any, Then]) -> None:
        self._task = self.network.spawn(self._live(opening))

    async def _live(self, opening: Coroutine[Any, Any, Then]) -> None:
        try:
            then = await self._begin(opening)
            while isinstance(then, Goto | Document):
                then = await self._obeying(self._carry_out(then))
        except Exception as error:
            self.network.notices.error(12400, repr(error), None, self.call.sid)
            self.call.ended_by = "network"
            self.end("failed")
            raise
        self.end((then.status if then else None) or "completed")

    async def _begin(self, opening: Coroutine[Any, Any, Then]) -> Then:
        self._begun = True
        if self._order is None:
            return await self._obeying(opening)
        opening.close()  # it was called off before it took its first step
        return self._order

    async def _obeying(self, doing: Awaitable[Then]) -> Then:
        """Give what comes of it, or the order that broke it off."""
        try:
            return await doing
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._order is None or task is None:
                raise
            while task.uncancel():
                pass
            order, self._order = self._order, None
            return order

    def obey(self, order: Then, by: str = "hotline") -> None:
        """Break off what is being done and do this instead; a hang-up is never taken back."""
        if self._task is None or self.call.over or isinstance(self._order, HangUp):
            return
        self._order, self.call.ended_by = order, by
        if self._begun:
            self._task.cancel()

    @property
    def hanging_up(self) -> bool:
        return self.call.over or isinstance(self._order, HangUp)

    def end(self, status: str) -> None:
        if self.call.over:
            return
        if self._limit:
            self._limit.cancel()
        if self.call.recording is not None:
            self.call.recording.finish()
        self.become(status)
        self.over.set()

    def limit(self, seconds: int) -> None:
        """End the call after so many seconds."""
        if self._limit:
            self._limit.cancel()
        self._limit = asyncio.get_running_loop().call_later(seconds, self.obey, HangUp(), "network")

    # What the application is told and asked

    def become(self, status: str) -> None:
        """Take on a status and tell it; `initiated` is only told, as a queued call's first sign of life."""
        if status != "initiated":
            self.call.become(status)
            self.network.seen.became(self.call)
        if self.call.up or self.call.over:
            self.settled.set()
        self._tell(status)
        self.network.changed(self.call)

    def pick_up(self) -> None:
        if self.call.status == "ringing":
            self.become("in-progress")

    def _tell(self, status: str) -> None:
        callback = self.call.callback
        event = EVENTS.get(status, "completed")
        if callback is None or event not in callback.events:
            return
        self.tell(callback.url, callback.method, progress(self.call, status))

    def tell(self, url: str, method: str, form: Mapping[str, str]) -> None:
        """Send a callback after those before it; what is answered does not matter."""
        ask = Ask(url, method, form, self.network.sids.token(), None)
        self._told = self.network.spawn(self.network.tell(ask, self._told, self.call.sid))

    async def ask(self, url: str, method: str, form: Mapping[str, str], which: str = "1") -> Answer:
        """Fetch in this call's name; the request goes through even when the call does not wait for it."""
        self._jar = self._jar or aiohttp.CookieJar(unsafe=True)
        whole = {**standard(self.call), **self.call.notes, **form}
        self.call.notes = {}
        ask = Ask(url, method, whole, self.network.sids.token(), self._jar, which=which)
        return await asyncio.shield(self.network.spawn(self.network.deliver(ask), quiet=True))

    async def open(self, goto: Goto, which: str = "1") -> Document:
        answer = await self.ask(goto.url, goto.method, goto.form, which)
        return calls().answer(answer, self.warner(answer.url))

    def warner(self, url: str | None) -> Warn:
        """Give what complains in this call's name of something in a document."""

        def warn(code: int, detail: str) -> None:
            self.network.notices.warn(code, detail, url, self.call.sid)

        return warn

    # Carrying out documents

    async def _carry_out(self, then: Goto | Document) -> Then:
        try:
            document = await self.open(then) if isinstance(then, Goto) else then
            return await self.perform(document) or HangUp()
        except CallFault as fault:
            return await fall_back(self, fault)

    async def perform(self, document: Document) -> Then:
        """Do what a document says, verb by verb."""
        for node in document.nodes:
            if node.element.answers:
                self.pick_up()
            if then := await node.element.perform(self, node):
                return then
        self.pick_up()
        return None

    # The line itself

    def hear(self, verb: str, **row: Any) -> None:
        self.call.heard.append({"verb": verb, **row})
        self.network.changed(self.call)

    @property
    def cut(self) -> bool:
        """Whether a key has cut the prompt that is being played."""
        entry = self.keypad.entry
        return entry is not None and entry.barge_in and entry.started

    async def spend(self, seconds: float) -> None:
        """Let so much speech, music or silence go by; a key cuts it while a Gather listens."""
        left = seconds / self.network.speed
        if left <= 0:
            return
        if self.keypad.entry is None or not self.keypad.entry.barge_in:
            await asyncio.sleep(left)
        elif not self.cut:
            await self.keypad.entry.stirs_within(left)
