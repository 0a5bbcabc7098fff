"""A server in a thread of the bench, which notes how late that thread itself is."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiohttp import web

GLANCE = 0.01  # seconds


@contextmanager
def listening(made: Callable[[], web.Application], late: list[float], port: int = 0) -> Iterator[int]:
    """Listen until the end of the context, at a port that is free or at this one, and yield it.

    `late` has of each short sleep of the thread how much longer it took.
    """
    loop, over, ports = asyncio.new_event_loop(), asyncio.Event(), list[int]()
    listens = threading.Event()

    async def serve() -> None:
        runner = web.AppRunner(made(), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        ports.append(int(runner.addresses[0][1]))
        listens.set()
        while not over.is_set():
            began = time.monotonic()
            await asyncio.sleep(GLANCE)
            late.append(time.monotonic() - began - GLANCE)
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        listens.wait()
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
