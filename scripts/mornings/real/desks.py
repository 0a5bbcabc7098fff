"""Agents at the console's JSON API: they take who is offered, talk for a while, and are ready again."""

import asyncio
import random
from dataclasses import dataclass
from typing import Any

import aiohttp

from scripts.mornings.real.telephone import Exchange

LOOKS, TALKS, WRITES = 3.0, 30.0, 12.0  # seconds: between two looks, of a talk and its wrap-up in the mean
UNAUTHORISED, PATIENCE = 401, aiohttp.ClientTimeout(total=20)


@dataclass(repr=False)
class Desk:
    """One agent; whatever fails at the console is tried again at the next look."""

    name: str
    password: str
    console: str
    exchange: Exchange
    chance: random.Random
    token: str = ""
    taken: int = 0
    failed: int = 0  # requests that the console did not answer

    async def work(self) -> None:
        """Be there until the end of the run."""
        await self.exchange.ask("POST", f"/numbers/client:{self.name}", {"behaviour": "answer"})
        while True:
            try:
                await self._look()
            except (aiohttp.ClientError, TimeoutError, OSError):
                self.failed += 1
            await asyncio.sleep(LOOKS * self.chance.uniform(0.8, 1.2))

    async def _look(self) -> None:
        if not self.token:
            told = await self._ask("POST", "/sign-in", {"name": self.name, "password": self.password})
            self.token = str(told.get("token", ""))
            return
        state = (await self._ask("GET", "/desk")).get("state")
        if state == "away":
            await self._ask("POST", "/desk/ready")
        elif state == "offered":
            self.taken += bool(await self._ask("POST", "/desk/take-next"))
        elif state == "talking" and self.chance.random() < LOOKS / TALKS:
            await self._ask("POST", "/desk/hang-up")
        elif state == "wrap-up" and self.chance.random() < LOOKS / WRITES:
            await self._ask("POST", "/desk/finish", {"outcome": "information"})

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.exchange.session.request(
            method, f"{self.console}/api/v1{path}", json=body, headers=headers, timeout=PATIENCE
        ) as answer:
            if answer.status == UNAUTHORISED:
                self.token = ""
            answer.raise_for_status()
            found = await answer.json()
            return found if isinstance(found, dict) else {}
