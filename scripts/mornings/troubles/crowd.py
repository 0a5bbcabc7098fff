"""Who calls on a troubled morning, from its seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from scripts.mornings.troubles.campaign import WANTED
from scripts.mornings.troubles.network import Network
from scripts.mornings.troubles.residents import After, Dial, Resident
from scripts.mornings.virtual import VirtualTime

OLDEST, YOUNGEST = date(1921, 1, 1), date(1941, 1, 1)
COUPLES, PERSON, CALLBACK, TEST, AGAIN, AT_ONCE = 0.15, 0.4, 0.7, 0.15, 0.3, 0.7


def residents(
    seed: int, people: int, seconds: float, network: Network, world: VirtualTime
) -> Iterator[tuple[float, Resident]]:
    """Return each with when they first call: most of them at once, the others one after the other."""
    chance = random.Random(f"{seed}:people")
    for number in range(people):
        at = chance.uniform(0, 20) if chance.random() < AT_ONCE else chance.uniform(0, seconds * 0.7)
        yield at, resident(chance, seed, number, network.dial, world.after)


def resident(chance: random.Random, seed: int, number: int, dial: Dial, after: After) -> Resident:
    """Draw who it is that has this number of the crowd."""
    births = tuple(_birth(chance) for _ in range(2 if chance.random() < COUPLES else 1))
    return Resident(
        number=f"+1902{5_000_000 + number}",
        births=births,
        region=chance.choices(list(WANTED), list(WANTED.values()))[0],
        chance=random.Random(f"{seed}:person:{number}"),
        dial=dial,
        after=after,
        wants_person=chance.random() < PERSON,
        wants_callback=chance.random() < CALLBACK,
        calls_again=chance.random() < AGAIN,
        is_test=chance.random() < TEST,
        patience=chance.choice((45.0, 180.0, 1800.0)),
        redials=chance.choice((0, 1, 3)),
        at_home=chance.choice((0.5, 1.0)),
    )


def _birth(chance: random.Random) -> str:
    return (OLDEST + timedelta(days=chance.randrange((YOUNGEST - OLDEST).days))).strftime("%Y%m%d")
