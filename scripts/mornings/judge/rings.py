"""Double-rung: two calls for one attempt, or two callbacks of one place at one moment."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Line, Network

CALLBACK = re.compile(r"/voice/callback\?place=(\d+)&attempt=(\d+)")


def twice(_: Ledger, seen: Network) -> Iterator[Finding]:
    """Find attempts for which more than one call was placed, and places whose callbacks rang side by side."""
    for (address, number), calls in _attempts(seen).items():
        if len(calls) > 1:
            rows = {"address": address, "to": number, "calls": sorted(calls)}
            yield Finding("double_rung", "one attempt was dialled twice", rows)
    places: dict[str, list[Line]] = defaultdict(list)
    for line in seen.of("ring"):
        if found := CALLBACK.match(line["address"]):
            places[found[1]].append(line)
    for place, rings in places.items():
        for one, other in combinations(rings, 2):
            if one["address"] != other["address"] and _meet(one, other, seen):
                rows = {"place": place, "calls": [one["call"], other["call"]], "at": other["at"]}
                yield Finding("double_rung", "two callbacks of one place were up together", rows)


def _attempts(seen: Network) -> dict[tuple[str, str], set[str]]:
    """Return the calls of each attempt: also one that found the telephone engaged, and never rang."""
    placed = [line for line in seen.of("rest") if line["verb"] == "call" and line["call"]]
    attempts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in (*placed, *seen.of("ring")):
        if found := CALLBACK.match(line["address"]):
            attempts[found.group(0), line["to"]].add(line["call"])
    return attempts


def _meet(one: Line, other: Line, seen: Network) -> bool:
    over = seen.hung_up.get(one["call"])
    return over is None or other["at"] < over["at"]


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (twice,)
