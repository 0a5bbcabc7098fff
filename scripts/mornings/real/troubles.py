"""What befalls the processes, from the seed: each kind is killed outright, and the web restarted in turn."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.mornings.log import Log
from scripts.mornings.real.ground import PATIENCE, WEBS, Ground
from scripts.stack.process import Process

VALKEY, ROLLING = "valkey", "rolling restart"
KINDS = (*WEBS, "worker", "clock", "console", VALKEY)
EVERY, GLANCE = 20.0, 0.1  # seconds


@dataclass(repr=False)
class Troubles:
    """One after the other, each once the machine has got over the one before."""

    ground: Ground
    log: Log
    now: Callable[[], float]  # seconds of the run
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    restarts: int = 0

    async def befall(self, first: float, until: float) -> None:
        """Let everything happen between these seconds of the run, each kind at least once."""
        planned = self._plan(until - first)
        for each, kind in enumerate(planned):
            due = first + (each + self.chance.uniform(0.1, 0.9)) * (until - first) / len(planned)
            await asyncio.sleep(max(0.0, due - self.now()))
            await self._do(kind)
        await self._all_ready()

    async def look_after(self) -> None:
        """Start again what has died, as whoever runs a Procfile does."""
        while True:
            self.restarts += len(self.ground.processes.look_after())
            await asyncio.sleep(GLANCE)

    def _plan(self, seconds: float) -> list[str]:
        once = [*KINDS, ROLLING]
        more = max(0, int(seconds / EVERY) - len(once))
        planned = once + [self.chance.choice(once) for _ in range(more)]
        self.chance.shuffle(planned)
        return planned

    async def _do(self, kind: str) -> None:
        if kind in {*WEBS, ROLLING}:
            await self._all_ready()  # nobody ends a web process while the other one is not there
        self.log.note("trouble", kind="restart" if kind == ROLLING else "death", process=kind)
        self.done[kind] += 1
        if kind == ROLLING:
            await self._roll()
        elif kind == VALKEY:
            self.ground.kill_valkey()
        else:
            self.ground.named(kind).kill()

    async def _roll(self) -> None:
        for name in WEBS:
            await asyncio.to_thread(self.ground.proxied, name, "out")
            await self._restart(self.ground.named(name))
            await self._all_ready()
            await asyncio.to_thread(self.ground.proxied, name, "in")
        self.log.note("restarted")

    async def _restart(self, process: Process) -> None:
        before = process.running
        process.end()
        await self._until(lambda: process.running is not before)  # another one has been started

    async def _all_ready(self) -> None:
        await self._until(lambda: self.ground.is_ready(*WEBS))

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - processes tell nobody
                await asyncio.sleep(GLANCE)
