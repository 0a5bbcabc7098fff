"""What a join and a position cost in a short line and in a very long one: O(log n) has to stay invisible.

As a webhook has it, the answer included, and of the server alone; the lines take turns.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import perf_counter

from redis import Redis

from queueing import Line
from scripts.measures.crowd import LATE, crowd, place
from scripts.measures.given import ROUNDS, Given
from scripts.measures.ground import valkey
from scripts.measures.rows import Row, ratio
from scripts.measures.script_time import microseconds

DEPTHS = (1_000, 10_000, 100_000, 1_000_000)
CALLS = 1_000
MOST = 1.5  # times
Step = Callable[[], object]


@dataclass(slots=True)
class Depth:
    """One line, and what a call took in each round: microseconds there and back, and of the server."""

    line: Line
    waiting: int
    chance: random.Random
    there_and_back: dict[str, list[float]] = field(default_factory=lambda: {"join": [], "position": []})
    server: dict[str, list[float]] = field(default_factory=lambda: {"join": [], "position": []})

    def join(self) -> None:
        self.line.publish(place(self.waiting, self.line.name))
        self.waiting += 1

    def position(self) -> None:
        self.line.wait(self.chance.randrange(self.waiting), "", LATE)

    def take_turn(self, redis: Redis, calls: int) -> None:
        for name, step in {"join": self.join, "position": self.position}.items():
            took: list[float] = []
            spent = microseconds(redis, ["evalsha"], partial(_repeat, step, calls, took))
            self.there_and_back[name].append(median(took))
            self.server[name].append(spent["evalsha"])


def measure(given: Given) -> Iterator[Row]:
    """Compare every depth with the shortest."""
    with valkey() as redis:
        depths = [_depth(redis, given.size(depth, 10), given.seed) for depth in DEPTHS]
        for _ in range(ROUNDS):
            for depth in depths:
                depth.take_turn(redis, given.size(CALLS, 10))
    first, *others = depths
    for other, named in zip(others, DEPTHS[1:], strict=True):
        for step in ("join", "position"):
            name = f"{step}, {named:,} waiting to {DEPTHS[0]:,}"
            ours, against = other.there_and_back[step], first.there_and_back[step]
            yield ratio(name, ours, against, "us").bar(at_most=MOST)
            yield ratio(f"{name}: of the server", other.server[step], first.server[step], "us")
    for step in ("join", "position"):
        yield from _curve(step, depths)


def _curve(step: str, depths: Iterable[Depth]) -> Iterator[Row]:
    for depth, named in zip(depths, DEPTHS, strict=True):
        took = median(depth.there_and_back[step])
        yield Row(f"  {step} at {named:,} waiting", took, "us", curve=step, size=named)


def _depth(redis: Redis, waiting: int, seed: int) -> Depth:
    return Depth(crowd(redis, f"bench{waiting}", waiting), waiting, random.Random(seed))


def _repeat(step: Step, times: int, took: list[float]) -> None:
    for _ in range(times):
        began = perf_counter()
        step()
        took.append((perf_counter() - began) * 1e6)
