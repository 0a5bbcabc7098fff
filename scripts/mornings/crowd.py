"""Draw the people of a morning from a seed: who, from where, when, and how they redial and wait.

The distributions are the scenario's (its sources name where they come from); the same seed gives the same
people to the last digit. Each kind of fact has a random stream of its own, so that changing one table of a
scenario leaves the rest of the crowd as it was.
"""

import math
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import accumulate

from booking_core import is_spoken_number
from scripts.mornings.facts import Callers, Facts, Rate, Region, Talk, Telephones
from scripts.mornings.person import Person
from scripts.mornings.scenario import Scenario

ANYWHERE = "any"
SUBSCRIBERS = 8_000_000  # numbers of an area code, 200-0000 to 999-9999
STRIDE = 3_571_429  # has no factor with SUBSCRIBERS, so that numbers come in no order and none twice
FIRST_HEAD = 1_000_000  # of a code: seven digits, the first not 0, and a check digit


def draw(scenario: Scenario, people: int, seed: int) -> list[Person]:
    """Return so many people of a scenario, by number; rates of arrival are scaled to how many they are."""
    facts, streams = scenario.facts, _Streams(seed)
    starts = _starts(facts, people, streams("arrivals"))
    numbers, codes = _Numbers(), _codes(streams("codes"))
    return [_person(facts, number, start, streams, numbers, codes) for number, start in enumerate(starts)]


class _Streams:
    """A random stream a kind of fact, all from one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._open: dict[str, random.Random] = {}

    def __call__(self, kind: str) -> random.Random:
        if kind not in self._open:
            self._open[kind] = random.Random(f"{self._seed}:{kind}")
        return self._open[kind]


class _Numbers:
    """Gives out telephone numbers (E.164), none twice."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def next(self, area_code: str) -> str:
        self._given[area_code] = given = self._given.get(area_code, 0) + 1
        return f"+1{area_code}{2_000_000 + given * STRIDE % SUBSCRIBERS}"


def _person(
    facts: Facts, number: int, starts: float, streams: _Streams, numbers: _Numbers, codes: Iterator[str]
) -> Person:
    callers, who = facts.callers, streams("who")
    region = streams("region").choices(facts.region, [each.weight for each in facts.region])[0]
    redial = streams("redial").choices(facts.redial, [each.share for each in facts.redial])[0]
    births = tuple(_birth(callers, who) for _ in range(2 if who.random() < callers.couples else 1))
    return Person(
        number=number,
        births=births,
        region=region.name,
        wants=ANYWHERE if who.random() < callers.anywhere else region.asks_for or region.name,
        phones=_phones(facts.telephones, region, streams("phones"), numbers),
        starts=starts,
        gap=(redial.gap, redial.sigma),
        rest=60 * callers.rests,
        persistence=redial.persistence,
        patience=_patience(facts, streams("patience")),
        talk=_talk(facts.talk, streams("talk")),
        language=who.choices(list(callers.languages), list(callers.languages.values()))[0],
        codes=tuple(next(codes) for _ in births) if callers.letters else (),
        calls_again=who.random() < callers.calls_again,
        is_test=who.random() < callers.tests,
        accepts_callback=who.random() < callers.accepts_callback,
        landline=who.random() < callers.landlines,
        travels=who.random() < callers.travels,
    )


def _starts(facts: Facts, people: int, chance: random.Random) -> list[float]:
    """Return when each person first calls, shuffled: early ones evenly, the others by the rates."""
    opening, early = facts.seconds(facts.opens), round(people * facts.arrivals.early)
    starts = [chance.uniform(0, opening) for _ in range(early)]
    starts += _calls(facts.arrivals.rates, people / facts.people, opening, people - early, chance)
    chance.shuffle(starts)
    return starts


def _calls(
    rates: Sequence[Rate], scale: float, opening: float, people: int, chance: random.Random
) -> Iterator[float]:
    """Yield the first calls from the opening on, a Poisson process whose rate falls in steps."""
    steps, until = list(rates), [*accumulate(each.seconds or math.inf for each in rates[:-1])]
    at = 0.0
    for _ in range(people):
        rate = steps[bisect(until, at)].per_second * scale
        at += chance.expovariate(rate)
        yield opening + at


def _phones(
    telephones: Telephones, region: Region, chance: random.Random, numbers: _Numbers
) -> tuple[str, ...]:
    others, again = 0, 1 - 1 / telephones.mean
    while others < telephones.most - 1 and chance.random() < again:
        others += 1
    return tuple(numbers.next(chance.choice(region.area_codes)) for _ in range(1 + others))


def _patience(facts: Facts, chance: random.Random) -> float:
    """Draw seconds; a Weibull of scale c and shape k has the mean c * gamma(1 + 1 / k)."""
    kind = chance.choices(facts.patience, [each.share for each in facts.patience])[0]
    scale = 60 * kind.mean / math.gamma(1 + 1 / kind.shape)
    return chance.weibullvariate(scale, kind.shape)


def _talk(talk: Talk, chance: random.Random) -> float:
    """Draw seconds; a lognormal of variation v has sigma^2 = ln(1 + v^2), mean exp(mu + sigma^2 / 2)."""
    variance = math.log(1 + talk.variation**2)
    return chance.lognormvariate(math.log(60 * talk.mean) - variance / 2, math.sqrt(variance))


def _birth(callers: Callers, chance: random.Random) -> str:
    days = (callers.born_until - callers.born_from).days
    return (callers.born_from + timedelta(days=chance.randrange(days + 1))).strftime("%Y%m%d")


def _codes(chance: random.Random) -> Iterator[str]:
    """Yield eight-digit codes whose last digit checks, none twice."""
    given: set[str] = set()
    while True:
        head = str(chance.randrange(FIRST_HEAD, 10 * FIRST_HEAD))
        if head not in given:
            given.add(head)
            yield next(head + last for last in "0123456789" if is_spoken_number(head + last))
