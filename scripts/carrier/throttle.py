"""Calls a second: what is over is queued, never refused."""

from __future__ import annotations

import asyncio


class Throttle:
    """Gives each call its turn, at most so many a second; without a rate, at once."""

    def __init__(self, rate: float | None) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = 0.0

    def delay(self) -> float:
        """Take the next turn; how long it is away."""
        now = asyncio.get_running_loop().time()
        turn = max(now, self._next)
        self._next = turn + self._gap
        return turn - now
