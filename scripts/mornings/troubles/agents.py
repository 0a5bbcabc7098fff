"""People at desks: they take who is offered, talk for a while, and are ready again."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from booking_core import ClockOff, DatabaseAway
from queueing import DeskNotReady, LineAway
from scripts.mornings.troubles.effects import Died
from scripts.mornings.troubles.processes import CONSOLE, Process, Processes
from scripts.mornings.troubles.telephones import Call

LOOKS = 7.0  # seconds between two looks at the screen


@dataclass(repr=False)
class Agent:
    """One agent with a browser phone."""

    name: str
    chance: random.Random
    processes: Processes
    after: Callable[[float, Callable[[], None]], None]
    talks: float = 90.0  # seconds, in the mean
    at_home: float = 1.0
    is_busy: bool = False

    @property
    def endpoint(self) -> str:
        return f"client:{self.name}"

    def answer(self, _words: str, _call: Call) -> str | None:
        return None

    def over(self, _call: Call) -> None:
        """Their phone is down; the next look at the screen makes them ready again."""

    def look(self) -> None:
        """Do what there is to do at the screen; whatever fails is tried again at the next look."""
        self.after(LOOKS, self.look)
        for console in self.processes.ready(CONSOLE):
            with suppress(Died, DatabaseAway, LineAway, ClockOff, DeskNotReady):
                self.processes.run(console, self._work)
                self.processes.has_stirred |= self.is_busy

    def _work(self, console: Process) -> Any:
        desks, now = console.parts.desks, console.parts.clock.now()
        desk = desks.state(self.name)
        self.is_busy = desk is None or desk.state != "ready"
        if desk is None or desk.state == "away":
            return desks.ready(self.name, self.endpoint, now)
        if desk.state in {"talking", "wrap-up"}:
            return self._talk(console)
        return desks.take_next(self.name, now) if desk.state == "offered" else None

    def _talk(self, console: Process) -> Any:
        if self.chance.random() < LOOKS / self.talks:
            return console.parts.desks.finish(self.name, "answered", "", console.parts.clock.now())
        return None
