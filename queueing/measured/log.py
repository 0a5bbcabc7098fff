"""What happened in a line, read back from the ledger as the log that fairness is judged by.

A seat at a desk is given by the offer that was then taken, and could have served all whose language the desk
speaks and whose skill it has. A turn could have served every place that may book the very units which were
held for it, if its party was not larger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, case, func, select

from booking_core import Taken, taken
from queueing import tables
from queueing.head_starts import HEAD_START
from queueing.legs import Leg
from queueing.measured import offered
from queueing.measured.fairness import (
    AWAY,
    CARRIED_OVER,
    ENDED,
    OFFERED,
    PROMISED,
    REGISTERED,
    SERVED,
    UNREACHED,
    WAITING,
    Moved,
    Seat,
)
from queueing.measured.offered import Offered
from queueing.place import A_SECOND, FINAL, party_of
from queueing.wishes import DESK, KEYS, WishClass

STATUS = {
    "registered": REGISTERED,
    "waiting": WAITING,
    "dropped": AWAY,
    "promised": PROMISED,
    "dialling": PROMISED,
    "called": PROMISED,
    "serving": SERVED,
    "unreached": UNREACHED,
    **dict.fromkeys(FINAL, ENDED),
}
CARRIED, OPENING = "carried_over", "opening"
AT_ONCE = 1_000  # names asked for in one statement: PostgreSQL takes 65,535, and a day may have more
FIRST = -1.0  # before whatever else moved at that instant
TAKEN, TURNS = "taken", ("turn", "let_in")  # what moves a place into a seat
_PLACE, _EVENT, _LEG = tables.place.c, tables.place_event.c, tables.leg.c


class Row(NamedTuple):
    """One move of a place, as the ledger has it."""

    number: int
    place: int
    at: datetime
    kind: str
    state: str
    wish_class: str
    agent: str | None
    arrived: int  # the key without a head start
    head_start: int  # seconds, given by this move
    note: dict[str, Any] | None


class Step(NamedTuple):
    """A move of a place, or the begin or the end of an offer, in the order in which they happened."""

    at: datetime
    after: float  # the move of a place behind which it happened, among those of one instant
    number: float
    row: Row | None = None
    begins: Offered | None = None
    ends: Offered | None = None


def read(tx: Connection, line: str, since: datetime, until: datetime) -> list[Moved]:
    """Return all moves of places that joined in this time, and the turns of callers who needed none."""
    held = taken(tx, since, until)
    seats = _Seats(_classes(tx, line), held)
    rows = _with_openings(_rows(tx, line, since, until))
    steps = _steps(rows, offered.read(tx, line, since, until))
    return sorted([*seats.moves(steps), *seats.of_calls(_legs(tx, line, held))], key=lambda each: each.at)


def _steps(rows: Sequence[Row], offers: Iterable[Offered]) -> list[Step]:
    """Return everything in its order: an offer stands behind what its place did at that very instant."""
    moves = [Step(row.at, row.number, row.number, row) for row in rows]
    newest = {(step.row.place, step.at): step.after + 0.25 for step in moves if step.row is not None}
    taken = {(row.place, row.at): row.number - 0.25 for row in rows if row.kind == TAKEN}
    found: list[Step] = []
    for each in offers:
        after = newest.get((each.place, each.at), FIRST)
        if each.taken and each.until == each.at:
            after = taken.get((each.place, each.at), FIRST)
        found.append(Step(each.at, after, each.number, begins=each))
        if each.until is not None and not each.taken:
            after = newest.get((each.place, each.until), FIRST)
            found.append(Step(each.until, after, each.number + 0.5, ends=each))
    return sorted([*moves, *found], key=lambda step: step[:3])


class _Seats:
    """Whom each seat could have served, by the classes that the line has."""

    def __init__(self, classes: Iterable[str], held: Mapping[str, Sequence[Taken]]) -> None:
        self._classes = {name: WishClass.read(name) for name in classes}
        self._desks = frozenset(name for name, of in self._classes.items() if of.seat == DESK)
        self._held = held
        self._had_turn: set[int] = set()
        self._last: dict[int, Row] = {}
        self._offered: dict[int, str] = {}  # what a place is instead of waiting
        self._given: Counter[int] = Counter()
        self._turn = cache(self._of_units)

    def moves(self, steps: Iterable[Step]) -> Iterator[Moved]:
        """Return the moves, each with the seat that was given by it."""
        for step in steps:
            if step.row is not None:
                yield self._moved(step.row)
            each = step.begins or step.ends
            last = None if each is None else self._last.get(each.place)
            if each is not None and last is not None and last.state == "waiting":
                yield self._offer(step.at, last, each, begins=step.begins is not None)

    def _moved(self, row: Row) -> Moved:
        self._last[row.place] = row
        self._given[row.place] += row.head_start
        if row.state != "waiting":
            self._offered.pop(row.place, None)
        held = self._held_by_then(row) if row.kind in TURNS else None
        seat = None if held is None else self._turn(held.region_id, held.release, held.people)
        return self._as(row.at, row, self._status(row), seat)

    def _held_by_then(self, row: Row) -> Taken | None:
        """Return the units of this turn: a place that has several had others before, elsewhere perhaps."""
        before = (each for each in self._held.get(party_of(row.place), ()) if each.at <= row.at)
        return max(before, key=lambda each: each.at, default=None)

    def _offer(self, at: datetime, row: Row, offer: Offered, *, begins: bool) -> Moved:
        self._offered.pop(row.place, None)
        if not begins:
            return self._as(at, row, WAITING)
        status = self._offered[row.place] = SERVED if offer.taken else OFFERED
        return self._as(at, row, status, self._of_desk(offer) if offer.taken else None)

    def _as(self, at: datetime, row: Row, status: str, seat: Seat | None = None) -> Moved:
        key = row.arrived - self._given[row.place] * A_SECOND
        return Moved(at.timestamp(), row.place, row.arrived, key, row.wish_class, status, seat)

    def _status(self, row: Row) -> str:
        """Return the condition of a place; one that has had its turn waits for no other until it is back."""
        if row.kind == CARRIED:  # it will have another turn
            self._had_turn.discard(row.place)
            return CARRIED_OVER
        if row.kind in TURNS:
            self._had_turn.add(row.place)
        elif row.state == "waiting":
            self._had_turn.discard(row.place)
        status = self._offered.get(row.place, STATUS[row.state])
        return SERVED if status == AWAY and row.place in self._had_turn else status

    def of_calls(self, legs: Iterable[Leg]) -> Iterable[Moved]:
        """Return the turns of callers who were let in without a place; they have numbers below nought."""
        for leg in legs:
            held = self._held[leg.call_sid][0]
            seat = self._turn(held.region_id, held.release, held.people)
            at = held.at.timestamp()
            yield Moved(
                at, -leg.id, leg.key, leg.key, f"{KEYS}.{held.region_id}..{held.people}", SERVED, seat
            )

    def _of_units(self, region: int, release: int, people: int) -> Seat:
        rivals = {name: of for name, of in self._classes.items() if of.may_use(region, release)}
        serves = frozenset(name for name, of in rivals.items() if of.people <= people)
        return Seat(serves, frozenset(rivals) - serves)

    def _of_desk(self, offer: Offered) -> Seat:
        serves = offer.served(self._desks)
        return Seat(serves, self._desks - serves)


def _rows(tx: Connection, line: str, since: datetime, until: datetime) -> list[Row]:
    joined = (_PLACE.line == line) & _PLACE.joined_at.between(since, until)
    columns = (_EVENT.id, _EVENT.place_id, _EVENT.at, _EVENT.kind, _EVENT.state)
    arrived = _PLACE.key + _PLACE.head_start * A_SECOND
    given = case((_EVENT.kind == HEAD_START, _EVENT.note["seconds"].as_integer()), else_=0)
    of = func.coalesce(_EVENT.wish_class, _PLACE.wish_class)
    rest = (of, _EVENT.agent, arrived, given, _EVENT.note)
    rows = select(*columns, *rest).select_from(tables.place_event.join(tables.place)).where(joined)
    return [Row._make(row) for row in tx.execute(rows.order_by(_EVENT.at, _EVENT.id))]


def _with_openings(rows: Sequence[Row]) -> list[Row]:
    """Let places that were carried over stand again at the opening, unless they moved before."""
    moved: dict[int, datetime] = {}  # when the place moves next
    openings = []
    for row in reversed(rows):
        if row.kind == CARRIED and row.note:
            opens = datetime.fromisoformat(row.note["to"])
            if row.place not in moved or opens < moved[row.place]:
                openings.append(row._replace(at=opens, kind=OPENING))
        moved[row.place] = row.at
    return [*rows, *openings]


def _classes(tx: Connection, line: str) -> list[str]:
    return list(tx.scalars(select(tables.wish_class.c.name).where(tables.wish_class.c.line == line)))


def _legs(tx: Connection, line: str, held: Mapping[str, object]) -> list[Leg]:
    sids = list(held)
    some = (sids[at : at + AT_ONCE] for at in range(0, len(sids), AT_ONCE))
    asked = (select(tables.leg).where(_LEG.line == line, _LEG.call_sid.in_(each)) for each in some)
    return [Leg(*row) for each in asked for row in tx.execute(each)]
