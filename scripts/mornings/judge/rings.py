"""Double-rung: two rings for one attempt, or two callbacks of one place at one moment."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Line, Network

CALLBACK = re.compile(r"/voice/callback\?place=(\d+)&attempt=(\d+)")


def twice(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find attempts that rang more than once, and places whose callbacks rang side by side."""
    places: dict[str, list[Line]] = defaultdict(list)
    attempts: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in seen.of("ring"):
        if found := CALLBACK.match(line["address"]):
            places[found[1]].append(line)
            attempts[found.group(0), line["to"]].append(line)
    for (address, number), rings in attempts.items():
        if len(rings) > 1:
            rows = {"address": address, "to": number, "calls": [each["call"] for each in rings]}
            yield Finding("double_rung", "one attempt rang twice", rows)
    for place, rings in places.items():
        for one, other in combinations(rings, 2):
            if one["address"] != other["address"] and _meet(one, other, seen):
                rows = {"place": place, "calls": [one["call"], other["call"]], "at": other["at"]}
                yield Finding("double_rung", "two callbacks of one place were up together", rows)


def _meet(one: Line, other: Line, seen: Network) -> bool:
    over = seen.hung_up.get(one["call"])
    return over is None or other["at"] < over["at"]


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (twice,)
