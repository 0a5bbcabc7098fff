"""Order compared with order: Spearman's rank correlation, who was overtaken, and which of a hundred."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import StatisticsError, correlation


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, from 1; equal ones share the mean of theirs."""
    found, before = [0.0] * len(values), 0
    for _, alike in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        places = list(alike)
        for place in places:
            found[place] = before + (len(places) + 1) / 2
        before += len(places)
    return found


def spearman(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return the correlation of the ranks (C. Spearman, 1904); None of fewer than two, or of one rank."""
    found = list(pairs)
    try:
        return correlation(ranks([one for one, _ in found]), ranks([other for _, other in found]))
    except StatisticsError:
        return None


def overtaken(turns: Sequence[tuple[float, float]]) -> list[int]:
    """Return which of `(key, turn)` have a later key whose turn was earlier, in the order of their keys."""
    by_key = sorted(range(len(turns)), key=turns.__getitem__)
    earliest, found = float("inf"), []
    for which in reversed(by_key):
        if turns[which][1] > earliest:
            found.append(which)
        earliest = min(earliest, turns[which][1])
    return found[::-1]


def at_share(ordered: Sequence[float], share: float) -> float:
    """Return the value that this share of them do not exceed, by the nearest rank; there is at least one."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
