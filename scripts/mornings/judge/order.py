"""Unexplained overtakes: a later key of one wish had its turn while an earlier one waited for its own.

A turn by keypad is the moment at which units were first held for a place; at a desk it is an offer, which
lasts until it is taken or taken back. Whoever had their own turn within a look of the clock has lost nothing:
there was enough for both. Nor has who was offered to another desk just then. Places with a head start are
left out.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger, Row
from scripts.mornings.judge.network import Network

A_LOOK = timedelta(seconds=30)  # without a clock; the next one takes over then
KNOWN = timedelta(seconds=10)  # until the order has heard of somebody whose process died while it told it
_EVENTS = """
    SELECT place_id, state, at, wish_class FROM place_event ORDER BY place_id, version"""
_HELD = """
    SELECT party, min(created_at) AS at FROM claim WHERE party LIKE 'place:%' AND dose = 1 GROUP BY party"""
_DESKS = "SELECT agent, place_id, why, at FROM desk_event ORDER BY agent, version"
GOES, COMES, HAS_A_TURN = range(3)  # in this order where they happen at one moment
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Turn:
    """When units were held for a place, or from when to when a desk was offered it; and for which wish."""

    at: datetime
    until: datetime
    wish: str


@dataclass(slots=True)
class Stood:
    """One place through the morning: what it waited for from when to when, and its turns."""

    id: int
    key: int
    moves: list[Row] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def waits(self) -> Iterator[tuple[datetime, datetime, str]]:
        """Yield since when and until when it was waiting, on the phone, and for which wish."""
        since: datetime | None = None
        for move, after in pairwise([*self.moves, None]):
            if move is None or move["state"] != "waiting":
                continue
            since = since or move["at"]
            if after is None or (after["state"], after["wish_class"]) != (move["state"], move["wish_class"]):
                yield since, FOR_EVER if after is None else after["at"], move["wish_class"]
                since = None

    def has_turn(self, since: datetime, until: datetime) -> bool:
        return any(turn.at <= until and turn.until >= since for turn in self.turns)


def overtakes(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find who was overtaken, and by whom."""
    places = _places(ledger)
    for winner, turn, waiting in _at_each_turn(places):
        for key, number in waiting:
            if key >= winner.key:
                break
            if not places[number].has_turn(turn.at - KNOWN, turn.at + A_LOOK):
                rows = {"place": number, "by": winner.id, "at": turn.at, "wish": turn.wish}
                yield Finding("unexplained_overtakes", "a later key was served first", rows)


def _at_each_turn(places: dict[int, Stood]) -> Iterator[tuple[Stood, Turn, list[tuple[int, int]]]]:
    """Yield each turn in the order of time, and who has waited for that wish until then: `(key, id)`s."""
    waiting: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for _, what, place, turn, wish in sorted(_what_happens(places), key=lambda each: each[:2]):
        if turn is not None:
            yield place, turn, waiting[wish]
        elif what == COMES:
            insort(waiting[wish], (place.key, place.id))
        else:
            del waiting[wish][bisect_left(waiting[wish], (place.key, place.id))]


def _what_happens(places: dict[int, Stood]) -> Iterator[tuple[datetime, int, Stood, Turn | None, str]]:
    """Yield who is known to wait from when on, who waits no more, and the turns, in no order."""
    for place in places.values():
        for since, until, wish in place.waits():
            if since + KNOWN < until:
                yield since + KNOWN, COMES, place, None, wish
                yield until, GOES, place, None, wish
        for turn in place.turns:
            yield turn.at, HAS_A_TURN, place, turn, turn.wish


def _places(ledger: Ledger) -> dict[int, Stood]:
    found = {
        row["id"]: Stood(row["id"], row["key"])
        for row in ledger.rows("SELECT id, key FROM place WHERE head_start = 0")
    }
    for row in ledger.rows(_EVENTS):
        if row["place_id"] in found:
            found[row["place_id"]].moves.append(row)
    for place_id, since, until in (*_keypad_turns(ledger), *_desk_turns(ledger)):
        if place_id in found:
            stood = found[place_id]
            before = [move for move in stood.moves if move["at"] <= since]
            stood.turns.append(Turn(since, until, str(before[-1]["wish_class"] if before else "")))
    return found


def _keypad_turns(ledger: Ledger) -> Iterator[tuple[int, datetime, datetime]]:
    for row in ledger.rows(_HELD):
        yield int(row["party"].removeprefix("place:")), row["at"], row["at"]


def _desk_turns(ledger: Ledger) -> Iterator[tuple[int, datetime, datetime]]:
    """Yield each offer of a place to a desk, until the desk's next move."""
    for row, after in pairwise([*ledger.rows(_DESKS), None]):
        if row is not None and row["why"] == "offered":
            ends = after["at"] if after is not None and after["agent"] == row["agent"] else FOR_EVER
            yield row["place_id"], row["at"], ends


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (overtakes,)
