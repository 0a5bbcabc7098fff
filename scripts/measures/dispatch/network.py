"""The simulated phone network in a thread of the bench, noting when it is asked for what."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from scripts.carrier.server import application
from scripts.carrier.settings import Account, read_flags

GLANCE, LONG = 0.01, 8.0  # seconds; the product waits ten for an answer


class Network:
    """When each call was asked about, in seconds since 1970; one can be made to wait for its answer."""

    def __init__(self, account: Account) -> None:
        self.asked: dict[str, list[float]] = {}
        self.late: list[float] = []  # of this thread itself: how much longer a short sleep took
        self.slow: str | None = None
        self._account = account
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._listens = threading.Event()

    @contextmanager
    def listening(self) -> Iterator["Network"]:
        """Listen until the end of the context."""
        thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        thread.start()
        try:
            self._listens.wait()
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._over.set)
            thread.join()

    def first(self, call: str) -> float | None:
        """Return when a call was first asked about."""
        return next(iter(self.asked.get(call, ())), None)

    async def _serve(self) -> None:
        app = application(self._account, read_flags([]))
        app.middlewares.insert(0, self._noting())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._account.carrier_port).start()
        self._listens.set()
        while not self._over.is_set():
            began = time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), GLANCE)
            self.late.append(time.monotonic() - began - GLANCE)
        await runner.cleanup()

    def _noting(self) -> Middleware:
        @web.middleware
        async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
            call = request.path.rpartition("/")[2].removesuffix(".json")
            self.asked.setdefault(call, []).append(time.time())
            if call == self.slow:
                await asyncio.sleep(LONG)
            return await handler(request)

        return note
