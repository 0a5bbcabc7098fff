"""Counting by rank: how many so far are later than this one (a Fenwick tree). Pure."""

from bisect import bisect_left
from collections.abc import Iterable


class Tally:
    """Numbers out of a known set, counted as they come; each step takes the logarithm of their number."""

    def __init__(self, possible: Iterable[int]) -> None:
        self._ranks = sorted(set(possible))
        self._tree = [0] * (len(self._ranks) + 1)
        self._all = 0

    def add(self, number: int) -> None:
        """Count one more of this number."""
        at = bisect_left(self._ranks, number) + 1
        self._all += 1
        while at < len(self._tree):
            self._tree[at] += 1
            at += at & -at

    def greater(self, number: int) -> int:
        """Return how many so far are greater than this number."""
        at, upto = bisect_left(self._ranks, number + 1), 0
        while at:
            upto += self._tree[at]
            at -= at & -at
        return self._all - upto
