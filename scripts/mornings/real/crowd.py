"""Who calls, and when: an open loop, so many new callers a second whatever becomes of those before."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scripts.mornings.real.pace import Pace
from scripts.mornings.real.telephone import Exchange, Telephone
from scripts.mornings.troubles.crowd import resident
from scripts.mornings.troubles.residents import Resident

AHEAD = 2.0  # seconds before their first call, from which on somebody has the telephone at hand


@dataclass(repr=False)
class Crowd:
    """Everybody, each with a telephone of their own."""

    exchange: Exchange
    seed: int
    telephones: dict[str, Telephone] = field(default_factory=dict)

    async def call(self, pace: Pace, seconds: float) -> None:
        """Let people call for the first time until then, a Poisson process."""
        chance = random.Random(f"{self.seed}:people")
        for number, due in enumerate(_moments(self.seed, pace, seconds)):
            one = resident(chance, self.seed, number, self._dial, self._after)
            self.telephones[one.number] = Telephone(self.exchange, one)
            await asyncio.sleep(max(0.0, due - AHEAD - self.exchange.now()))
            self.exchange.spawn(self.telephones[one.number].dial(due))

    def _dial(self, one: Resident) -> None:
        self.exchange.spawn(self.telephones[one.number].dial(self.exchange.now()))

    def _after(self, delay: float, act: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(delay, act)


def _moments(seed: int, pace: Pace, seconds: float) -> Iterator[float]:
    chance, at = random.Random(f"{seed}:arrivals"), 0.0
    while (at := at + chance.expovariate(pace.rate)) < seconds:
        yield at
