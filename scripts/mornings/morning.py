"""A whole morning: the hotline, everybody who calls it and its agents, from one seed."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from booking_core import open_database
from ivr import VoiceSettings
from queueing import stop_embedded
from scripts.mornings.callers import ASKS_A_PERSON, SPREAD, Caller
from scripts.mornings.crowd import draw
from scripts.mornings.desks import Agent
from scripts.mornings.loading import load, start_of
from scripts.mornings.outcome import Outcome
from scripts.mornings.outcomes import written
from scripts.mornings.person import Person
from scripts.mornings.phone import REACTION
from scripts.mornings.scenario import Scenario
from scripts.mornings.world import World, open_world


@dataclass(repr=False)
class Morning:
    """The state machines of one morning, by the names under which the network knows them."""

    world: World
    scenario: Scenario
    seed: int
    callers: list[Caller] = field(default_factory=list)
    agents: dict[str, Agent] = field(default_factory=dict)  # by name
    by_number: dict[str, Caller] = field(default_factory=dict)

    @property
    def length(self) -> float:
        """Seconds from the start to the end of the scenario."""
        return self.scenario.length

    def prepare(self, crowd: list[Person]) -> None:
        """Plan everybody's first call, and when the agents come."""
        self.world.exchange.rings = self._rings
        self.world.watchers.append(self._look_at_screens)
        for person in crowd:
            self._add(person)
        for at, count in self.scenario.desks(len(crowd)):
            self.world.after(at, lambda count=count: self._staff(count))  # type: ignore[misc]

    def play(self, tell: Callable[[float], object] = lambda _: None) -> None:
        """Let the morning happen, and tell every virtual minute how far it is."""
        for minute in range(int(self.length // 60) + 1):
            self.world.run(min(self.length, 60.0 * (minute + 1)))
            tell(self.world.elapsed)
        self.world.end()

    def outcomes(self) -> list[Outcome]:
        """Return what became of everybody, by number: as they know it, and as it is written."""
        return written(self.world, self.callers)

    def caller_of(self, sid: str) -> Caller:
        """Return whose call this is."""
        leg: Any = self.world.exchange.phones[sid]
        return self.by_number[leg.number]

    def _add(self, person: Person) -> None:
        chance = random.Random(f"{self.seed}:caller:{person.number}")
        caller = Caller(self.world, person, Outcome(person.number, person.starts), chance)
        caller.asks_a_person = chance.random() < ASKS_A_PERSON
        caller.reaction = REACTION * chance.lognormvariate(0, SPREAD)
        self.callers.append(caller)
        self.by_number.update(dict.fromkeys(person.phones, caller))
        caller.begin()

    def _staff(self, count: int) -> None:
        """Let so many agents be on duty."""
        for number in range(len(self.agents), count):
            name = f"agent-{number + 1:03}"
            chance = random.Random(f"{self.seed}:{name}")
            self.agents[name] = Agent(self.world, name, chance, self.caller_of)
        for at, agent in enumerate(self.agents.values()):
            agent.come() if at < count else agent.go()

    def _rings(self, sid: str, terms: dict[str, Any]) -> None:
        to = terms["To"]
        if to.startswith("client:"):
            self.agents[to.removeprefix("client:")].rings(sid, terms)
        else:
            self.by_number[to].rings(sid, terms)

    def _look_at_screens(self) -> None:
        for name in self.world.offered:
            self.agents[name].is_offered()


@contextmanager
def open_morning(
    given: VoiceSettings, scenario: Scenario, people: int, seed: int, crowd: list[Person] | None = None
) -> Iterator[Morning]:
    """Open a hotline with everything of a scenario loaded, scaled to so many people, as it starts."""
    those = draw(scenario, people, seed) if crowd is None else crowd
    with closing(open_database(given)) as database:
        load(database, scenario, those)
    with open_world(given, start_of(scenario), seed) as world:
        morning = Morning(world, scenario, seed)
        morning.prepare(those)
        try:
            yield morning
        finally:
            stop_embedded(given)
