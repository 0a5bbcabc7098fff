"""`python -m scripts.mornings.real.proxy`: a proxy before several web processes, as an operator has one.

It does what nginx does unless told more: a request goes to the next process where this one cannot be
reached; one that was sent, and whose answer never came, is not sent again but answered with 502; and who
failed is left alone for ten seconds, unless nobody else is there.
`POST /proxy/out/PORT` leaves a process out and returns once it has nothing more to answer; `/proxy/in/PORT`
ends that.
"""

import asyncio
import signal
import time
from collections import Counter
from itertools import count

import aiohttp
import click
from aiohttp import web
from yarl import URL

GLANCE, LEFT_ALONE = 0.05, 10.0  # seconds
PATIENCE = aiohttp.ClientTimeout(total=30, sock_connect=2)
OF_A_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Proxy:
    """Sends each request to one of several ports, in turn."""

    def __init__(self, ports: tuple[int, ...], session: aiohttp.ClientSession) -> None:
        self._ports, self._session, self._turns = ports, session, count()
        self._out: set[int] = set()
        self._failed: dict[int, float] = {}  # when, on the monotonic clock
        self._asked = Counter[int]()

    async def leave_out(self, request: web.Request) -> web.Response:
        """Send a process nothing more, and wait until it has answered what it has."""
        port = int(request.match_info["port"])
        self._out.add(port)
        while self._asked[port]:  # noqa: ASYNC110 - seldom, and not for long
            await asyncio.sleep(GLANCE)
        return web.Response()

    async def let_in(self, request: web.Request) -> web.Response:
        """Send a process requests again."""
        self._out.discard(int(request.match_info["port"]))
        return web.Response()

    async def pass_on(self, request: web.Request) -> web.Response:
        """Answer a request as the first process does that can be reached."""
        body = await request.read()
        for port in self._in_turn():
            self._asked[port] += 1
            try:
                return await self._ask(request, body, port)
            except aiohttp.ClientConnectorError:
                self._failed[port] = time.monotonic()
            except (aiohttp.ClientError, TimeoutError, OSError):
                self._failed[port] = time.monotonic()
                return web.Response(status=502, text="the process went away")
            finally:
                self._asked[port] -= 1
        return web.Response(status=502, text="no process can be reached")

    def _in_turn(self) -> list[int]:
        """Return whom to try, first to last: those who have failed just now come last."""
        there = [port for port in self._ports if port not in self._out]
        first, lately = next(self._turns) % max(1, len(there)), time.monotonic() - LEFT_ALONE
        return sorted(there[first:] + there[:first], key=lambda port: self._failed.get(port, 0.0) > lately)

    async def _ask(self, request: web.Request, body: bytes, port: int) -> web.Response:
        where = URL(f"http://127.0.0.1:{port}{request.raw_path}", encoded=True)
        headers = {name: it for name, it in request.headers.items() if name.lower() not in OF_A_HOP}
        async with self._session.request(
            request.method, where, data=body, headers=headers, allow_redirects=False
        ) as answer:
            kept = [(name, it) for name, it in answer.headers.items() if name.lower() not in OF_A_HOP]
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)


async def serve(port: int, ports: tuple[int, ...]) -> None:
    """Listen until SIGTERM."""
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    # A connection of its own for each request: none that is kept can be closed at the moment of its use.
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(
        connector=connector, timeout=PATIENCE, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        app = web.Application()
        proxy = Proxy(ports, session)
        app.router.add_post("/proxy/out/{port}", proxy.leave_out)
        app.router.add_post("/proxy/in/{port}", proxy.let_in)
        app.router.add_route("*", "/{tail:.*}", proxy.pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await over.wait()
        await runner.cleanup()


@click.command()
@click.option("--port", type=int, required=True)
@click.option("--to", "ports", type=int, multiple=True, required=True)
def main(port: int, ports: tuple[int, ...]) -> None:
    """Pass requests on to the first of these ports that can be reached."""
    asyncio.run(serve(port, ports))


if __name__ == "__main__":
    main()
