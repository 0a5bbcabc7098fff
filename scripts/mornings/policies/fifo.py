"""The plain queue, first in, first out: it lets people wait, and forgets whoever hangs up.

Somebody whose patience is over, or whose call is lost, calls again and is at the end. Where the scenario
says how many it lets wait, whoever comes when it is full hears a busy tone.
"""

from collections.abc import Sequence

from scripts.mornings.outcome import Outcome
from scripts.mornings.person import Person
from scripts.mornings.policies.exchange import Exchange
from scripts.mornings.policies.room import Room
from scripts.mornings.scenario import Scenario


def fifo(scenario: Scenario, crowd: Sequence[Person], seed: int) -> list[Outcome]:
    """Return what becomes of each person, by number."""
    places = scenario.facts.queue.waiting
    room = Room(
        desks=tuple(scenario.desks(len(crowd))),
        waiting=None if places is None else scenario.scaled(places, len(crowd)),
    )
    return Exchange(scenario, crowd, room, seed).run()
