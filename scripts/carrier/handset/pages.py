"""The browser handset: its page and what the page needs."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from scripts.carrier.handset.views import call_view, text_view
from scripts.carrier.keys import NETWORK
from scripts.carrier.network import Network

PAGE = Path(__file__).parent / "page"
BREATH = 0.04  # seconds between two events: a wait at full speed would be a flood
HEARTBEAT = 15.0
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "media-src http: https:; base-uri 'none'; form-action 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def page_routes() -> list[web.RouteDef]:
    """Give the pages; the last one takes any number, so it comes after everything else."""
    return [
        web.get("/handset", choose),
        web.get("/handset/", choose),
        web.get("/handset/page/{name}", part),
        web.get("/handset/events", events),
        web.get("/handset/{number}", telephone),
    ]


async def choose(_request: web.Request) -> web.Response:
    return _file("choose.html")


async def telephone(_request: web.Request) -> web.Response:
    return _file("telephone.html")


async def part(request: web.Request) -> web.Response:
    return _file(request.match_info["name"])


def _file(name: str) -> web.Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in KINDS or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(text=path.read_text(), content_type=KINDS[path.suffix], headers=HEADERS)


async def events(request: web.Request) -> web.StreamResponse:
    """Tell a page what happens at its telephone, as server-sent events."""
    network, number = request.app[NETWORK], request.query.get("number", "").replace(" ", "+")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    with suppress(ConnectionResetError):  # the page went away, as pages do
        await response.prepare(request)
        await _tell(response, network, number)
    return response


async def _tell(response: web.StreamResponse, network: Network, number: str) -> None:
    told = Told(network, number)
    with network.handsets.watching(number) as stirred:
        while True:
            stirred.clear()
            await response.write(f"data: {json.dumps(told.news())}\n\n".encode())
            await asyncio.sleep(BREATH)
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await stirred.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")


class Told:
    """What one page knows already: only what is new is sent."""

    def __init__(self, network: Network, number: str) -> None:
        self._network, self._number = network, number
        self._heard: dict[str, int] = {}

    def news(self) -> dict[str, Any]:
        texts = self._network.texts.with_(self._number)
        return {"calls": self._calls(), "texts": [text_view(text) for text in texts]}

    def _calls(self) -> list[dict[str, Any]]:
        live = {leg.call.sid: leg for leg in self._network.at(self._number)}
        ended = {sid: self._network.legs[sid] for sid in self._heard if sid not in live}
        views = []
        for sid, leg in (live | ended).items():
            start = self._heard.get(sid, 0)
            views.append(call_view(leg, start) | {"heard_from": start})
            self._heard[sid] = len(leg.call.heard)
        for sid in ended:
            del self._heard[sid]
        return views
