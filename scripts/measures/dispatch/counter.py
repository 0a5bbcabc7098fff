"""The carrier's side of dials: answers each at once, and notes when it came and for which place."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

GLANCE = 0.01  # seconds
CREATED, LOOKED = 201, {"calls": [], "page": 0, "page_size": 20}


class Counter:
    """When each call was asked for, in seconds of one clock, and the place that it was for."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[tuple[float, int]] = []
        self.late: list[float] = []  # of this thread itself: how much longer a short sleep took
        self._loop = asyncio.new_event_loop()
        self._over, self._listens = asyncio.Event(), threading.Event()

    @contextmanager
    def listening(self) -> Iterator["Counter"]:
        """Listen until the end of the context."""
        thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        thread.start()
        try:
            self._listens.wait()
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._over.set)
            thread.join()

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_post("/{tail:.*}", self._created)
        app.router.add_get("/{tail:.*}", self._looked)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = int(runner.addresses[0][1])
        self._listens.set()
        await self._glance()
        await runner.cleanup()

    async def _glance(self) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            await asyncio.sleep(GLANCE)
            self.late.append(time.monotonic() - began - GLANCE)

    async def _created(self, request: web.Request) -> web.Response:
        at, form = time.monotonic(), await request.post()
        place = parse_qs(urlsplit(str(form.get("Url", ""))).query).get("place", ["0"])[0]
        self.asked.append((at, int(place)))
        return web.json_response({"sid": f"CA{len(self.asked):032}", "status": "queued"}, status=CREATED)

    async def _looked(self, _: web.Request) -> web.Response:
        return web.json_response(LOOKED)
