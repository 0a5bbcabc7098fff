"""Loads of webhooks: as many as are answered, one of each caller, or so many a second, come what may."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from scripts.measures.webhooks.client import Connection
from scripts.measures.webhooks.load import Load, measured

CONNECTIONS, MANY_CONNECTIONS = 64, 256


class Asks(Protocol):
    """Somebody who asks: their next request, as it goes over the wire."""

    def request(self) -> bytes: ...


Caller = TypeVar("Caller", bound=Asks)
Heard = Callable[[Caller, str], None]
Errand = Callable[[Connection, Sequence[Caller]], Awaitable[None]]


def flat_out(port: int, callers: Sequence[Caller], heard: Heard[Caller], seconds: float) -> Load:
    """Let callers ask again as soon as they are answered, for so many seconds."""

    async def work(load: Load) -> None:
        ends = time.perf_counter() + seconds

        async def go_on(connection: Connection, mine: Sequence[Caller]) -> None:
            while time.perf_counter() < ends:
                for caller in mine:
                    await _ask(load, connection, caller, heard, time.perf_counter())

        await _share_out(port, callers, CONNECTIONS, go_on)

    return asyncio.run(measured(work))


def once_each(port: int, callers: Sequence[Caller], heard: Heard[Caller]) -> Load:
    """Let each caller ask once."""

    async def work(load: Load) -> None:
        async def each(connection: Connection, mine: Sequence[Caller]) -> None:
            for caller in mine:
                await _ask(load, connection, caller, heard, time.perf_counter())

        await _share_out(port, callers, CONNECTIONS, each)

    return asyncio.run(measured(work))


def paced(
    port: int, callers: Sequence[Caller], heard: Heard[Caller], rate: float, seconds: float, seed: int
) -> Load:
    """Let requests fall due at random moments, so many a second, and count from those moments."""

    async def work(load: Load) -> None:
        due: asyncio.Queue[float | None] = asyncio.Queue()

        async def serve(connection: Connection, mine: Sequence[Caller]) -> None:
            at = 0
            while (moment := await due.get()) is not None:
                await _ask(load, connection, mine[at % len(mine)], heard, moment)
                at += 1

        async def fall_due() -> None:
            began = time.perf_counter()
            for moment in _moments(rate, seconds, seed):
                await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
                load.late.append(time.perf_counter() - began - moment)
                due.put_nowait(began + moment)
            for _ in range(MANY_CONNECTIONS):
                due.put_nowait(None)

        await asyncio.gather(_share_out(port, callers, MANY_CONNECTIONS, serve), fall_due())

    return asyncio.run(measured(work))


async def _ask(load: Load, connection: Connection, caller: Caller, heard: Heard[Caller], due: float) -> None:
    answer = await connection.ask(caller.request())
    load.note(answer.status, time.perf_counter() - due)
    heard(caller, answer.body)


async def _share_out(port: int, callers: Sequence[Caller], most: int, errand: Errand[Caller]) -> None:
    count = min(most, len(callers))
    connections = [await Connection.open(port) for _ in range(count)]
    try:
        await asyncio.gather(*(errand(each, callers[at::count]) for at, each in enumerate(connections)))
    finally:
        for each in connections:
            each.close()


def _moments(rate: float, seconds: float, seed: int) -> Iterator[float]:
    chance, moment = random.Random(seed), 0.0
    while (moment := moment + chance.expovariate(rate)) < seconds:
        yield moment
