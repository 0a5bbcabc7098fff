"""How fair the order was: who was overtaken, by how many, and why. Pure folds over what happened.

A place is overtaken when a seat that it waits for is given to a later key. That is unfair, unless there is
a reason: nobody was on the phone at it, the desk did not speak its language, the units left were too few
for its party, the other one had a head start, or there was enough for both, and its own turn came at the next
look of the clock. Whatever has none of these reasons is *unexplained*, and has to be nought.

Each seat that is given is counted once, by its key, in a tally of all seats that could serve the same
classes. A place looks at the tallies when it comes into a condition and again when it leaves it: the later
keys counted in between have overtaken it, for the reason that follows from seat and condition. So N places
with a few moves each cost N log N, and nobody is compared with everybody.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from queueing.measured.tally import Tally
from queueing.wishes import DESK, WishClass

WAITING, AWAY, REGISTERED, PROMISED = "waiting", "away", "registered", "promised"
CARRIED_OVER = "carried_over"  # kept for an opening that is still to come
OFFERED, UNREACHED, SERVED, ENDED = "offered", "unreached", "served", "ended"
LANGUAGE, SKILL, NO_STOCK, HEAD_START, ENOUGH, UNEXPLAINED = (
    "language", "skill", "no_stock", "head_start", "enough_for_both", "unexplained",
)  # fmt: skip
A_LOOK = 2.0  # seconds: who is given a seat so soon after another was waited for nothing but the clock
HEARING = (UNEXPLAINED, ENOUGH, HEAD_START, LANGUAGE, SKILL, NO_STOCK)  # who meets them is on the phone


@dataclass(frozen=True, slots=True)
class Seat:
    """What was given, and to whom it could have been: the classes it serves, and rivals passed over."""

    serves: frozenset[str]
    passed: frozenset[str] = frozenset()

    def reason(self, wish_class: str, status: str) -> str | None:
        """Return why a place of this class and condition was not given it; None where it is no rival."""
        if status in {SERVED, ENDED} or wish_class not in self.serves | self.passed:
            return None
        if wish_class in self.passed:
            return self._passed_over(WishClass.read(wish_class))
        if status == AWAY and not wish_class.startswith(DESK):
            return UNEXPLAINED  # a turn comes to whoever is away too
        return UNEXPLAINED if status == WAITING else status

    def _passed_over(self, wish: WishClass) -> str:
        if wish.seat != DESK:
            return NO_STOCK
        spoken = {WishClass.read(each).language for each in self.serves}
        return SKILL if wish.language in spoken else LANGUAGE


@dataclass(frozen=True, slots=True)
class Moved:
    """What a place was from a moment on, and the seat that it was given at that moment, if any."""

    at: float  # seconds since 1970
    place: int
    arrived: int  # the key of its arrival
    key: int  # less its head start
    wish_class: str
    status: str
    seat: Seat | None = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """How often each place was overtaken, by reason."""

    seats: int
    places: Mapping[int, Counter[str]]

    @property
    def reasons(self) -> Counter[str]:
        """Count overtakes by reason."""
        return sum(self.places.values(), Counter())

    @property
    def unexplained(self) -> int:
        return self.reasons[UNEXPLAINED]

    @property
    def per_hundred(self) -> float:
        """Return the overtakes, for whatever reason, for each hundred seats given."""
        return 100 * self.reasons.total() / max(1, self.seats)

    @property
    def most_skipped(self) -> tuple[int, int] | None:
        """Return the place that was overtaken most often while somebody was on the phone, and how often."""
        skipped = {place: sum(why[reason] for reason in HEARING) for place, why in self.places.items()}
        place = max(skipped, key=lambda each: (skipped[each], -each), default=None)
        return None if place is None or not skipped[place] else (place, skipped[place])


def overtaken(log: Sequence[Moved]) -> Overtaken:
    """Fold a log, in the order in which it happened."""
    fold = _Fold(sorted(set(chain.from_iterable((each.arrived, each.key) for each in log))))
    for moved in log:
        fold.move(moved)
    fold.end()
    return Overtaken(sum(each.seat is not None for each in log), fold.found)


def order_kept(served: Iterable[tuple[float, int]]) -> float:
    """Return the share of pairs `(began at, key)` that were served in the order of their keys; 1 is all."""
    keys = [key for _, key in sorted(served)]
    before, swapped = Tally(keys), 0
    for key in keys:
        swapped += before.greater(key)
        before.add(key)
    pairs = len(keys) * (len(keys) - 1) / 2
    return 1 - swapped / pairs if pairs else 1.0


@dataclass(slots=True)
class _Fold:
    possible: list[int]
    recent: deque[Moved] = field(default_factory=deque)  # seats given within a look of the clock
    tallies: dict[Seat, tuple[Tally, Tally]] = field(default_factory=dict)  # by arrival, by key
    there: dict[int, tuple[Moved, dict[Seat, tuple[int, int]]]] = field(default_factory=dict)
    found: dict[int, Counter[str]] = field(default_factory=dict)

    def move(self, moved: Moved) -> None:
        while self.recent and self.recent[0].at < moved.at - A_LOOK:
            self.recent.popleft()
        self._leave(moved.place, has_turn=moved.seat is not None)
        if moved.seat is not None:
            self.recent.append(moved)
            if moved.seat not in self.tallies:
                self.tallies[moved.seat] = (Tally(self.possible), Tally(self.possible))
            by_arrival, by_key = self.tallies[moved.seat]
            by_arrival.add(moved.arrived)
            by_key.add(moved.key)
        if moved.status not in {SERVED, ENDED}:
            rivals = (seat for seat in self.tallies if seat.reason(moved.wish_class, moved.status))
            self.there[moved.place] = (moved, {seat: self._later(seat, moved) for seat in rivals})

    def end(self) -> None:
        for place in list(self.there):
            self._leave(place)

    def _leave(self, place: int, *, has_turn: bool = False) -> None:
        if place not in self.there:
            return
        was, before = self.there.pop(place)
        for seat in self.tallies:
            reason = seat.reason(was.wish_class, was.status)
            if reason is not None:
                counts = _counts(reason, before.get(seat, (0, 0)), self._later(seat, was))
                soon = min(counts[reason], self._soon(was, seat)) if has_turn else 0
                self._note(was, counts | {reason: counts[reason] - soon, ENOUGH: soon})

    def _soon(self, was: Moved, seat: Seat) -> int:
        """Count the later keys that were given such units since it waits for some, and only a look ago."""
        if was.wish_class.startswith(DESK):
            return 0
        mine = (each for each in self.recent if each.seat == seat and each.at >= was.at)
        return sum(each.key > was.key for each in mine)

    def _note(self, was: Moved, counts: Mapping[str, int]) -> None:
        for why, times in counts.items():
            if times > 0:
                self.found.setdefault(was.place, Counter())[why] += times

    def _later(self, seat: Seat, moved: Moved) -> tuple[int, int]:
        by_arrival, by_key = self.tallies[seat]
        return by_arrival.greater(moved.arrived), by_key.greater(moved.key)


def _counts(reason: str, before: tuple[int, int], after: tuple[int, int]) -> dict[str, int]:
    later = after[1] - before[1]
    ahead = after[0] - before[0] - later  # they arrived later, and stood before it by their head start
    return {HEAD_START: ahead if reason == UNEXPLAINED else 0, reason: later}
