"""A telephone on the simulated network, in real time: what is heard on it, and what its owner presses.

The handset's server-sent events tell what happens; everything else is the handset's requests.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from scripts.mornings.phone import HANGS_UP, INTERRUPTS, REACTION
from scripts.mornings.troubles.residents import Resident

LETTERS_A_SECOND = 14
PICKS_UP = (2.0, 6.0)  # seconds of ringing
OVER = {"completed", "busy", "failed", "no-answer", "canceled"}


@dataclass(repr=False)
class Exchange:
    """The network's handsets, and what the callers saw of it."""

    session: aiohttp.ClientSession
    base: str
    hotline: str
    now: Callable[[], float]  # seconds of the run
    speed: float = 1.0  # of speech, and of who listens to it
    calls: list["Call"] = field(default_factory=list)
    late: list[float] = field(default_factory=list)  # seconds from when a call was to be made until it was
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    faults: list[BaseException] = field(default_factory=list)  # of the callers themselves
    is_closed: bool = False

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begin something beside the rest, unless all is over."""
        if self.is_closed:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[Any]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            self.faults.append(fault)

    async def close(self) -> None:
        """Let everybody stand still; their calls stay as they are."""
        self.is_closed, going = True, list(self.tasks)
        for task in going:
            task.cancel()
        await asyncio.gather(*going, return_exceptions=True)

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do something at a handset; a call that has ended meanwhile is no fault."""
        async with self.session.request(method, f"{self.base}/handset{path}", json=body) as answer:
            found = await answer.json()
            return found if isinstance(found, dict) else {}

    async def news(self, number: str) -> AsyncIterator[dict[str, Any]]:
        """Yield what happens at a telephone: each time its calls, with what is new in them."""
        where, forever = f"{self.base}/handset/events", aiohttp.ClientTimeout(total=None)
        async with self.session.get(where, params={"number": number}, timeout=forever) as stream:
            async for line in stream.content:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


@dataclass(repr=False, eq=False)
class Call:
    """One call at a telephone, from either end."""

    exchange: Exchange
    sid: str
    number: str
    outbound: bool
    is_up: bool = False
    was_up: bool = False
    is_over: bool = False
    hung_up: bool = False  # by its owner
    sorry: bool = False  # the network itself had to apologise
    words: int = 0
    said: str = ""  # since the last key, or since the question began
    asked: bool = False  # something listens to keys
    asked_at: float = 0.0
    until: float = 0.0  # when the last sentence is over
    step: int = 0

    def end(self, by: str) -> None:
        """Hang up."""
        if by == "caller" and not self.is_over:
            self.hung_up = True
            self.exchange.spawn(self.exchange.ask("DELETE", f"/calls/{self.sid}"))

    def hear(self, rows: list[dict[str, Any]]) -> None:
        """Listen to what is new."""
        now = time.monotonic()
        for row in rows:
            text = row.get("text", "")
            self.words += len(text.split())
            self.sorry |= bool(row.get("error"))
            self.said = f"{self.said} {text}".strip()
            self.until = max(now, self.until) + len(text) / LETTERS_A_SECOND / self.exchange.speed

    def listens(self, keys_wanted: bool) -> None:  # noqa: FBT001
        """Note whether keys are listened to; what was said before a question is no part of it."""
        if keys_wanted and not self.asked:
            self.asked_at = time.monotonic()
        if self.asked and not keys_wanted:
            self.said = ""
        self.asked = keys_wanted


@dataclass(repr=False)
class Telephone:
    """Somebody's telephone, from their first call until they need it no more."""

    exchange: Exchange
    owner: Resident
    calls: dict[str, Call] = field(default_factory=dict)
    is_listening: asyncio.Event = field(default_factory=asyncio.Event)

    async def dial(self, due: float) -> None:
        """Call the hotline; it was to be at `due`, in seconds of the run."""
        self.listen()
        await asyncio.sleep(max(0.0, due - self.exchange.now()))
        await self.is_listening.wait()
        self.exchange.late.append(self.exchange.now() - due)
        with suppress(aiohttp.ClientError):
            await self.exchange.ask(
                "POST", "/calls", {"from": self.owner.number, "to": self.exchange.hotline}
            )

    def listen(self) -> None:
        """Have the telephone at hand."""
        if not self.is_listening.is_set():
            self.exchange.spawn(self._live())

    async def _live(self) -> None:
        with suppress(aiohttp.ClientError):
            async for news in self.exchange.news(self.owner.number):
                self.is_listening.set()
                for view in news["calls"]:
                    self._see(view)

    def _see(self, view: dict[str, Any]) -> None:
        call = self.calls.get(view["sid"])
        if call is None:
            call = self.calls[view["sid"]] = Call(
                self.exchange, view["sid"], self.owner.number, view["direction"] != "inbound"
            )
            self.exchange.calls.append(call)
            if call.outbound:
                self.exchange.spawn(self._ring(call))
        if view["status"] == "in-progress" and not call.is_up:
            call.is_up = call.was_up = True
            self.owner.began(call)
        call.hear(view["heard"])
        call.listens(view["waiting_for_keys"])
        if view["status"] in OVER and not call.is_over:
            call.is_up, call.is_over = False, True
            self.owner.over(call)
        elif call.asked:
            call.step += 1
            self.exchange.spawn(self._consider(call, call.step))

    async def _ring(self, call: Call) -> None:
        """Answer a ring, or let it ring; somebody who is on the phone is not reached."""
        chance = self.owner.chance
        if self.owner.is_on_the_phone:
            await self.exchange.ask("POST", f"/calls/{call.sid}/decline")
        elif chance.random() < self.owner.at_home:
            await asyncio.sleep(chance.uniform(*PICKS_UP))
            await self.exchange.ask("POST", f"/calls/{call.sid}/answer")

    async def _consider(self, call: Call, step: int) -> None:
        """Once a question was heard, press what is theirs to press, unless more is said meanwhile."""
        speed, reaction = self.exchange.speed, REACTION * self.owner.chance.uniform(0.5, 1.5)
        ready = min(call.until, call.asked_at + INTERRUPTS / speed) + reaction / speed
        await asyncio.sleep(max(0.0, ready - time.monotonic()))
        if step != call.step or not call.asked or not call.is_up:
            return
        keys = self.owner.answer(call.said, call)
        if keys == HANGS_UP:
            call.end("caller")
        elif keys:
            call.said, call.asked = "", False
            await self.exchange.ask("POST", f"/calls/{call.sid}/keys", {"digits": keys})
