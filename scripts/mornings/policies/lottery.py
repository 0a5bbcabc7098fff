"""The busy-signal lottery: so many telephone lines, a busy tone for everybody else, and redial.

Whoever gets a line waits for an agent until their patience is over or the line cuts them off. Who gets the
line that falls free is whoever dials in that second: not who has tried for longest.
"""

from collections.abc import Sequence

from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.policies.exchange import Exchange
from scripts.mornings.policies.room import Room
from scripts.mornings.scenario import Scenario


def lottery(scenario: Scenario, crowd: Sequence[Person], seed: int) -> list[Outcome]:
    """Return what becomes of each person, by number."""
    rules = scenario.facts.lottery
    room = Room(
        desks=tuple(scenario.desks(len(crowd))),
        lines=scenario.scaled(rules.lines, len(crowd)),
        cut_off=60 * rules.cut_off,
    )
    return Exchange(scenario, crowd, room, seed).run()
