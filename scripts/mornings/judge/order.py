"""Unexplained overtakes: a later key of one wish had its turn while an earlier one waited for its own.

A turn by keypad is the moment at which units were first held for a place; at a desk it is an offer, which
lasts until it is taken or taken back. Whoever had their own turn within a look of the clock has lost nothing:
there was enough for both. Nor has who was offered to another desk just then. Places with a head start are
left out.
"""

from bisect import bisect_right
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

    def waited(self, since: datetime, until: datetime, wish: str) -> bool:
        """Tell whether it was waiting, on the phone and for this, all that time."""
        at = bisect_right(self.moves, since, key=lambda move: move["at"]) - 1
        while at >= 0 and at < len(self.moves) and self.moves[at]["at"] <= until:
            if self.moves[at]["state"] != "waiting" or self.moves[at]["wish_class"] != wish:
                return False
            at += 1
        return at > 0

    def has_turn(self, since: datetime, until: datetime) -> bool:
        return any(turn.at <= until and turn.until >= since for turn in self.turns)


def overtakes(ledger: Ledger, _: Network) -> Iterator[Finding]:
    """Find who was overtaken, and by whom."""
    places = _places(ledger)
    for winner in places.values():
        for turn in winner.turns:
            for other in places.values():
                if other.key < winner.key and _loses(other, turn.at, turn.wish):
                    rows = {"place": other.id, "by": winner.id, "at": turn.at, "wish": turn.wish}
                    yield Finding("unexplained_overtakes", "a later key was served first", rows)


def _loses(other: Stood, at: datetime, wish: str) -> bool:
    return other.waited(at - KNOWN, at, wish) and not other.has_turn(at - KNOWN, at + A_LOOK)


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
