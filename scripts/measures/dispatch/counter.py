"""The carrier's side of dials: answers each at once, and notes when it came and for which place."""

import time
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

CREATED, LOOKED = 201, {"calls": [], "page": 0, "page_size": 20}


class Counter:
    """When each call was asked for, in seconds of one clock, and the place that it was for."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, int]] = []
        self.late: list[float] = []  # of the thread that listens

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/{tail:.*}", self._created)
        app.router.add_get("/{tail:.*}", self._looked)
        return app

    async def _created(self, request: web.Request) -> web.Response:
        at, form = time.monotonic(), await request.post()
        place = parse_qs(urlsplit(str(form.get("Url", ""))).query).get("place", ["0"])[0]
        self.asked.append((at, int(place)))
        return web.json_response({"sid": f"CA{len(self.asked):032}", "status": "queued"}, status=CREATED)

    async def _looked(self, _: web.Request) -> web.Response:
        return web.json_response(LOOKED)
