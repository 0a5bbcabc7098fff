"""Agents as state machines: ready, take who is offered, talk, book with them, wrap up, and be ready again."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queueing import Place
from scripts.mornings.phone import Phone
from scripts.mornings.told import BOOKED, LISTED
from scripts.mornings.world import World

if TYPE_CHECKING:
    from scripts.mornings.callers import Caller

SEES = (1.0, 6.0)  # seconds until an agent takes who is offered on the screen
ASKED = 60.0  # seconds, at most, until an agent knows for whom and where, and holds times
CHOSEN = 0.8  # of the talk, when one is booked
WRAP_UP = (10.0, 35.0)  # seconds; more than 45 would end it by itself
A_PERSON = "a person"  # the wish of who is served by an agent, with the language


@dataclass(repr=False, eq=False)
class Agent:
    """One agent, whose phone is rung by the hotline."""

    world: World
    name: str
    chance: random.Random
    caller_of: Callable[[str], "Caller"]  # by the sid of a call
    place: Place | None = None
    talks_with: str = ""  # the sid of the caller's leg
    told: str = ""
    reaches: bool = False  # for the key that takes who is offered
    reaction: float = 1.5

    @property
    def endpoint(self) -> str:
        return f"client:{self.name}"

    def come(self) -> None:
        """Be there for callers."""
        self.world.ask("desk", "ready", self.name, self.endpoint)

    def go(self) -> None:
        """Be there no more."""
        self.world.ask("desk", "away", self.name)

    def rings(self, sid: str, terms: dict[str, Any]) -> None:
        """Pick up the desk's own phone."""
        phone = Phone(self.world, sid, self.endpoint, lambda _: None, met=self.meets, terms=terms)
        self.world.after(self.reaction, phone.pick_up)

    def is_offered(self) -> None:
        """See somebody on the screen, and take them."""
        if not self.reaches:
            self.reaches = True
            self.world.after(self.chance.uniform(*SEES), self.take)

    def take(self) -> None:
        """Take the next caller, where the offer stands or somebody else waits."""
        self.reaches = False
        self.place = self.world.ask("take", self.name) or self.place

    def meets(self, leg: Phone) -> None:
        """Begin to talk with somebody who has come into the conference."""
        caller = self.caller_of(leg.sid)
        self.talks_with, self.told = leg.sid, LISTED
        _is_served(caller, "callback" if leg.terms else "agent", self.world.elapsed)
        talk = caller.person.talk
        self._in(min(ASKED, talk / 2), leg, lambda: self._hold(caller))
        self._in(talk * CHOSEN, leg, lambda: self._book(caller))
        self._in(talk, leg, lambda: self._ends(caller))

    def _in(self, seconds: float, leg: Phone, act: Callable[[], None]) -> None:
        def while_they_talk() -> None:
            if self.talks_with == leg.sid and leg.room:
                act()

        self.world.after(seconds, while_they_talk)

    def _hold(self, caller: "Caller") -> None:
        if self.place is not None:
            self.world.ask("hold", self.name, self.place, caller.person)

    def _book(self, caller: "Caller") -> None:
        if self.place is not None:
            is_booked = self.world.ask("book", self.name, self.place, caller.person)
            self.told = BOOKED if is_booked else LISTED

    def _ends(self, caller: "Caller") -> None:
        caller.settle(self.told)
        self.world.ask("desk", "hang_up", self.name)
        self.world.after(self.chance.uniform(*WRAP_UP), self._finishes)

    def _finishes(self) -> None:
        outcome = "booked" if self.told == BOOKED else "waiting_list"
        self.world.ask("desk", "finish", self.name, outcome, "")
        self.place, self.talks_with = None, ""


def _is_served(caller: "Caller", by: str, at: float) -> None:
    out = caller.out
    if out.served is None:
        out.served, out.by, out.wish = at, by, f"{A_PERSON}, {caller.person.language}"
