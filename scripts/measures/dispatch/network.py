"""The simulated phone network, noting when it is asked for what."""

import asyncio
import time

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from scripts.carrier.server import application
from scripts.carrier.settings import Account, read_flags

LONG = 8.0  # seconds; the product waits ten for an answer


class Network:
    """When each call was asked about, in seconds since 1970; one can be made to wait for its answer."""

    def __init__(self, account: Account) -> None:
        self.asked: dict[str, list[float]] = {}
        self.late: list[float] = []  # of the thread that listens
        self.slow: str | None = None
        self._account = account

    def first(self, call: str) -> float | None:
        """Return when a call was first asked about."""
        return next(iter(self.asked.get(call, ())), None)

    def application(self) -> web.Application:
        app = application(self._account, read_flags([]))
        app.middlewares.insert(0, self._noting())
        return app

    def _noting(self) -> Middleware:
        @web.middleware
        async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
            call = request.path.rpartition("/")[2].removesuffix(".json")
            self.asked.setdefault(call, []).append(time.time())
            if call == self.slow:
                await asyncio.sleep(LONG)
            return await handler(request)

        return note
