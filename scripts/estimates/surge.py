"""An opening morning, simulated: a surge that decays, desks, people of little patience; in seconds."""

import math
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count

from queueing import measured

PEAK = 6.0  # times as many calls as the first desks can take
DECAY = 40 * 60  # to a third
CALLS_UNTIL = 3 * 3600
HANDLING, VARIATION = 300.0, 0.8  # mean, and standard deviation over mean
LOOK = 5  # the clock's, at the line
ANNOUNCED = (0, 60)  # after joining; then every two minutes
EVERY = 120
WINDOW = 300


@dataclass(frozen=True, slots=True)
class Scenario:
    """Desks by the second since when so many are on duty, and how long people wait before they go."""

    name: str
    desks: tuple[tuple[int, int], ...]
    patience: float
    is_bound: bool = True  # by the bar: a closing desk is foretold by nobody


SCENARIOS = (
    Scenario("20 to 30 desks, patience 45 min", ((0, 20), (1800, 30)), 2700),
    Scenario("20 to 30 desks, patience 3 h", ((0, 20), (1800, 30)), 10_800),
    Scenario("20 desks, patience 45 min", ((0, 20),), 2700),
    Scenario("3 to 4 desks, patience 45 min", ((0, 3), (1800, 4)), 2700),
    Scenario("30 to 20 desks, patience 45 min", ((0, 30), (1800, 20)), 2700, is_bound=False),
)


@dataclass(slots=True)
class Caller:
    """Somebody who joined, and what became of it."""

    number: int
    joined: float
    began: float | None = None
    is_gone: bool = False


@dataclass(slots=True)
class Surge:
    """The line while it lives; `looked`, `heard` and `began` are told what happens."""

    scenario: Scenario
    seed: int
    looked: Callable[[measured.Look, float], None]
    heard: Callable[[Caller, int, float], None]  # the caller, their position, the time
    began: Callable[[Caller, float], None]
    desks: int = 0
    busy: int = 0
    waiting: deque[Caller] = field(default_factory=deque)
    talks: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    starts: deque[float] = field(default_factory=deque)
    gone: int = 0
    _agenda: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    _turn: Iterator[int] = field(default_factory=count)
    _chance: random.Random = field(default_factory=random.Random)

    def run(self) -> None:
        """Let the morning pass until nobody waits any more."""
        self._chance.seed(self.seed)
        for second, desks in self.scenario.desks:
            self._at(second, partial(self._open, desks))
        for number, call in enumerate(self._calls()):
            self._at(call, partial(self._join, number))
        self._at(0, self._look)
        while self._agenda:
            now, _, happen = heappop(self._agenda)
            happen(now)

    def _at(self, second: float, happen: Callable[[float], None]) -> None:
        heappush(self._agenda, (second, next(self._turn), happen))

    def _calls(self) -> Iterator[float]:
        rate, now = PEAK * self.scenario.desks[0][1] / HANDLING, 0.0
        while (now := now + self._chance.expovariate(rate)) < CALLS_UNTIL:
            if self._chance.random() < math.exp(-now / DECAY):
                yield now

    def _open(self, desks: int, now: float) -> None:
        self.desks = desks
        self._serve(now)

    def _join(self, number: int, now: float) -> None:
        caller = Caller(number, now)
        self.waiting.append(caller)
        self._at(now + self._chance.expovariate(1 / self.scenario.patience), partial(self._give_up, caller))
        self._serve(now)
        self._announce(caller, 0, now)

    def _give_up(self, caller: Caller, _: float) -> None:
        if caller.began is None:
            caller.is_gone = True
            self.waiting.remove(caller)
            self.gone += 1

    def _serve(self, now: float) -> None:
        while self.waiting and self.busy < self.desks:
            caller = self.waiting.popleft()
            caller.began = now
            self.busy += 1
            self.starts.append(now)
            self.began(caller, now)
            talk = self._talk()
            self._at(now + talk, partial(self._finish, talk))

    def _finish(self, talk: float, now: float) -> None:
        self.busy -= 1
        self.talks.append(talk)
        self._serve(now)

    def _talk(self) -> float:
        spread = math.log(1 + VARIATION**2)
        return self._chance.lognormvariate(math.log(HANDLING) - spread / 2, math.sqrt(spread))

    def _announce(self, caller: Caller, times: int, now: float) -> None:
        if caller.began is None and not caller.is_gone:
            self.heard(caller, self.waiting.index(caller) + 1, now)
            after = ANNOUNCED[times + 1] - ANNOUNCED[times] if times + 1 < len(ANNOUNCED) else EVERY
            self._at(now + after, partial(self._announce, caller, times + 1))

    def _look(self, now: float) -> None:
        while self.starts and self.starts[0] <= now - WINDOW:
            self.starts.popleft()
        look = measured.Look(self.desks, tuple(self.talks), len(self.starts), len(self.waiting), 0, self.gone)
        self.gone = 0
        self.looked(look, now)
        if self.waiting or now < CALLS_UNTIL:
            self._at(now + LOOK, self._look)
