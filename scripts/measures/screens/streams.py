"""Event streams that stay open, and when each of them heard of a caller."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event, Thread

from scripts.measures.screens.signed_in import Screen

PATIENCE = 60.0
TAIL = 32  # bytes: what is looked for may come in two parts


@dataclass(slots=True)
class Stream(asyncio.Protocol):
    """One open stream; `heard` has the moment at which each ticket first stood in it."""

    screen: Screen
    tickets: Sequence[bytes]
    heard: dict[bytes, float] = field(default_factory=dict)
    has_begun: bool = False
    _tail: bytes = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        path = Screen(self.screen.agent, self.screen.cookie, "/live/desk")
        if isinstance(transport, asyncio.Transport):
            transport.write(path.request())

    def data_received(self, data: bytes) -> None:
        now, text = time.perf_counter(), self._tail + data
        for ticket in self.tickets:
            if ticket not in self.heard and ticket in text:
                self.heard[ticket] = now
        self.has_begun = self.has_begun or b"event: beat" in text
        self._tail = text[-TAIL:]


class Streams:
    """All of them, in a thread of their own; tickets are looked for from the moment they are added."""

    def __init__(self, port: int, screens: Sequence[Screen]) -> None:
        self._port, self._screens = port, screens
        self.tickets: list[bytes] = []
        self.open: list[Stream] = []
        self._stop, self._opened = Event(), Event()
        self._thread = Thread(target=lambda: asyncio.run(self._listen()), daemon=True)

    def __enter__(self) -> "Streams":
        self._thread.start()
        self._opened.wait()
        deadline = time.monotonic() + PATIENCE
        while not all(each.has_begun for each in self.open):
            if time.monotonic() > deadline:
                raise AssertionError(f"not every stream has begun after {PATIENCE:.0f} s")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        transports = []
        for screen in self._screens:
            made = partial(Stream, screen, self.tickets)
            transport, stream = await loop.create_connection(made, "127.0.0.1", self._port)
            transports.append(transport)
            self.open.append(stream)
        self._opened.set()
        await asyncio.to_thread(self._stop.wait)
        for each in transports:
            each.close()
