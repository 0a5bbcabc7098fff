"""What happened in a line, read back from the ledger as the log that fairness is judged by.

A seat at a desk could have served every place whose language that desk speaks. A turn could have served every
place that may book the very units which were held for it, if its party was not larger.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from booking_core import Taken, taken
from queueing import tables
from queueing.legs import Leg
from queueing.measured.fairness import (
    AWAY,
    ENDED,
    PROMISED,
    REGISTERED,
    SERVED,
    UNREACHED,
    WAITING,
    Moved,
    Seat,
)
from queueing.place import FINAL, party_of
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
A_SECOND = 1_000_000  # of a key
TAKEN, TURNS = "taken", ("turn", "let_in")  # what moves a place into a seat
_PLACE, _EVENT, _LEG, _DESK = tables.place.c, tables.place_event.c, tables.leg.c, tables.desk_event.c


class Row(NamedTuple):
    """One move of a place, as the ledger has it."""

    place: int
    at: datetime
    kind: str
    state: str
    wish_class: str
    agent: str | None
    key: int
    arrived: int


def read(tx: Connection, line: str, since: datetime, until: datetime) -> list[Moved]:
    """Return all moves of places that joined in this time, and the turns of callers who needed none."""
    held = taken(tx, since, until)
    seats = _Seats(_classes(tx, line), _languages(tx, line, since, until), held)
    moves = [seats.moved(row) for row in _rows(tx, line, since, until)]
    return sorted([*moves, *seats.of_calls(_legs(tx, line, held))], key=lambda each: each.at)


class _Seats:
    """Whom each seat could have served, by the classes that the line has."""

    def __init__(
        self, classes: Iterable[str], languages: Mapping[str, frozenset[str]], held: Mapping[str, Taken]
    ) -> None:
        self._classes = {name: WishClass.read(name) for name in classes}
        self._languages, self._held = languages, held
        self._had_turn: set[int] = set()
        self._turn, self._desk = cache(self._of_units), cache(self._of_desk)

    def moved(self, row: Row) -> Moved:
        """Return one move, with the seat that it was given."""
        seat, status = None, self._status(row)
        held = self._held.get(party_of(row.place))
        if row.kind == TAKEN and row.agent is not None:
            seat = self._desk(self._languages.get(row.agent, frozenset()))
        if row.kind in TURNS and held is not None:
            seat = self._turn(held.region_id, held.release, held.people)
        return Moved(row.at.timestamp(), row.place, row.arrived, row.key, row.wish_class, status, seat)

    def _status(self, row: Row) -> str:
        """Return the condition of a place; one that has had its turn waits for no other until it is back."""
        if row.kind in TURNS:
            self._had_turn.add(row.place)
        elif row.state == "waiting":
            self._had_turn.discard(row.place)
        status = STATUS[row.state]
        return SERVED if status == AWAY and row.place in self._had_turn else status

    def of_calls(self, legs: Iterable[Leg]) -> Iterable[Moved]:
        """Return the turns of callers who were let in without a place; they have numbers below nought."""
        for leg in legs:
            held = self._held[leg.call_sid]
            seat = self._turn(held.region_id, held.release, held.people)
            at = held.at.timestamp()
            yield Moved(
                at, -leg.id, leg.key, leg.key, f"{KEYS}.{held.region_id}..{held.people}", SERVED, seat
            )

    def _of_units(self, region: int, release: int, people: int) -> Seat:
        rivals = {name: of for name, of in self._classes.items() if of.may_use(region, release)}
        serves = frozenset(name for name, of in rivals.items() if of.people <= people)
        return Seat(serves, frozenset(rivals) - serves)

    def _of_desk(self, languages: frozenset[str]) -> Seat:
        desks = {name: of for name, of in self._classes.items() if of.seat == DESK}
        serves = frozenset(name for name, of in desks.items() if not languages or of.language in languages)
        return Seat(serves, frozenset(desks) - serves)


def _rows(tx: Connection, line: str, since: datetime, until: datetime) -> list[Row]:
    joined = (_PLACE.line == line) & _PLACE.joined_at.between(since, until)
    columns = (_EVENT.place_id, _EVENT.at, _EVENT.kind, _EVENT.state)
    arrived = _PLACE.key + _PLACE.head_start * A_SECOND
    rest = (func.coalesce(_EVENT.wish_class, _PLACE.wish_class), _EVENT.agent, _PLACE.key, arrived)
    rows = select(*columns, *rest).select_from(tables.place_event.join(tables.place)).where(joined)
    return [Row(*row) for row in tx.execute(rows.order_by(_EVENT.at, _EVENT.id))]


def _classes(tx: Connection, line: str) -> list[str]:
    return list(tx.scalars(select(tables.wish_class.c.name).where(tables.wish_class.c.line == line)))


def _languages(tx: Connection, line: str, since: datetime, until: datetime) -> Mapping[str, frozenset[str]]:
    spoken: dict[str, frozenset[str]] = defaultdict(frozenset)
    mine = (_DESK.line == line) & _DESK.at.between(since, until)
    for agent, languages in tx.execute(select(_DESK.agent, _DESK.languages).where(mine)):
        spoken[agent] |= frozenset(languages)
    return spoken


def _legs(tx: Connection, line: str, held: Mapping[str, Taken]) -> list[Leg]:
    mine = (_LEG.line == line) & _LEG.call_sid.in_(list(held))
    return [Leg(*row) for row in tx.execute(select(tables.leg).where(mine))]
