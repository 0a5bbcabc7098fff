"""Turns: units go to the smallest key whose wish they can serve, held before anybody is called.

One transaction gives a few turns, with the line's row locked: what it reads of keys and units stays so. A
class that nothing can be held for is passed over, and its head keeps the key. A head that somebody moves just
now ends the round, for whoever comes next might overtake it; the next one is a second later.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, select

from booking_core import Database, Decision, Left, Prepared, loads_nothing
from queueing import claimants, keypad, ledger, ringing, tables
from queueing.admission import persons
from queueing.claimants import parsed
from queueing.keypad import LISTED, PHONE
from queueing.place import DIALLING, PROMISED, Place
from queueing.wishes import KEYS, WishClass

_PLACE = tables.place.c
_ANY = select(*ledger.COLUMNS)
_FIRST = Prepared(
    _ANY.where(_PLACE.id.in_(bindparam("places", expanding=True))).order_by(_PLACE.key).limit(1)
)
_THIS = (_PLACE.id == bindparam("place")) & (_PLACE.version == bindparam("version"))
_MINE = Prepared(_ANY.where(_THIS).with_for_update(skip_locked=True))
AT_ONCE = 20  # turns in one transaction: others who wait for the row wait no longer than they take


@dataclass(frozen=True, slots=True)
class Callbacks:
    """How many promises may have their turn: so many are dialled at once, so many more wait for a dial."""

    dials: int = 0
    kept: int = 0

    @property
    def some(self) -> bool:
        return self.dials > 0 or self.kept > 0

    def but(self, moved: Iterable[Place]) -> "Callbacks":
        """Return how many are left after these turns."""
        states = [place.state for place in moved]
        return Callbacks(self.dials - states.count(DIALLING), self.kept - states.count(PROMISED))


NO_CALLBACKS = Callbacks()


def give_turns(
    database: Database,
    line: str,
    now: datetime,
    limit: int,
    callbacks: Callbacks = NO_CALLBACKS,
    *,
    leftovers: bool = False,
) -> list[Place]:
    """Give turns in the order of the keys, at most `limit`; return the places that moved, to be published.

    At most so many `callbacks` are of people who have to be called back. Whoever comes after one of those for
    whom none was left gets only what is beyond them. Asked for `leftovers`, it looks whom of the waiting list
    everything that is open would do for, and not only what has opened since the last time.
    """
    with database.reading() as look:
        # Everybody on the list is looked at: not in a transaction, for which others would have to wait.
        leftovers = leftovers and LISTED.has_takers(look, now)
        if not leftovers and not _may_serve(look, line, now):
            return []
    moved: list[Place] = []
    for start in range(0, limit, AT_ONCE):
        most = min(AT_ONCE, limit - start)
        left = callbacks.but(moved)
        some = partial(_some, line=line, now=now, limit=most, callbacks=left, leftovers=leftovers)
        given = database.run(some)
        moved += given
        if len(given) < most:
            break
    return moved


def _some(
    tx: Connection, line: str, now: datetime, limit: int, callbacks: Callbacks, *, leftovers: bool
) -> list[Place]:
    claimants.lock(tx, line)
    names = claimants.classes(tx, line)
    listed = LISTED.serve(tx, now, limit, leftovers=leftovers)
    return _Round(tx, line, now, names, callbacks, listed).give(limit)


def _may_serve(tx: Connection, line: str, now: datetime) -> bool:
    """Tell, without a lock, whether something has opened for the list, or is open while somebody waits."""
    loads_nothing(tx)
    if LISTED.has_news(tx, now):
        return True
    left = PHONE.releases.left(tx, now)
    able = [name for name in claimants.classes(tx, line) if _reaches(left, name)] if left else []
    return bool(able) and bool(claimants.heads(tx, line, able, now, promised=True))


def _reaches(left: Iterable[Left], name: str) -> bool:
    """Tell whether what is open would do for a party of this class."""
    of = parsed(name)
    return of.seat == KEYS and claimants.units(left, of).open >= of.people


class _Moving(Exception):
    """Somebody moves the head just now."""


@dataclass(slots=True)
class _Round:
    """The turns of one transaction."""

    tx: Connection
    line: str
    now: datetime
    names: list[str]
    callbacks: Callbacks
    listed: Iterator[Decision]  # who is on the waiting list, by key, where something has opened for them
    first: Decision | None = None
    left: list[Left] = field(default_factory=list)
    asking: list[tuple[int, int]] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)  # classes that nothing could be held for
    waiting: list[tuple[int, WishClass]] = field(default_factory=list)  # for who called before them
    moved: list[Place] = field(default_factory=list)

    def give(self, limit: int) -> list[Place]:
        """Give at most so many turns."""
        self.asking = claimants.asking_a_desk(self.tx, self.line, self.names)
        self._count()
        self.first = next(self.listed, None)
        with suppress(_Moving):
            while len(self.moved) < limit and self._next():
                pass
        return self.moved

    def _next(self) -> bool:
        """Serve the smallest key, on the waiting list or in the line; False where nobody can be served."""
        head = self._head()
        if self.first is not None and any(key < self.first.key for key, _ in self.waiting):
            self.first = None  # it is looked at again once those have had their turn
        if self.first is not None and (head is None or self.first.key < head.key):
            self._offer(self.first)
        elif head is not None:
            self._serve(head)
        else:
            return False
        return True

    def _offer(self, listed: Decision) -> None:
        """Offer it what has opened, beyond what people with earlier keys will ask at a desk."""
        earlier = sum(people for key, people in self.asking if key < listed.key)
        there = sum(each.open for each in self.left)
        if there - earlier >= len(listed.entry.people) and listed.give():
            self._count()
        self.first = next(self.listed, None)

    def _count(self) -> None:
        self.left = PHONE.releases.left(self.tx, self.now, exact=True)

    def _open(self, name: str) -> int:
        return claimants.units(self.left, parsed(name)).open

    def _head(self) -> Place | None:
        """Return the smallest key of all classes that what is open would do for."""
        able = [each for each in self.names if each not in self.passed and _reaches(self.left, each)]
        if not able:
            return None
        ids = claimants.heads(self.tx, self.line, able, self.now, promised=self.callbacks.some)
        found = _FIRST.first(self.tx, places=ids) if ids else None
        return None if found is None else Place(*found)

    def _serve(self, head: Place) -> None:
        held = self._locked(head)
        if held.state == PROMISED and not ringing.may_ring(self.tx, held.id, self.now):
            return  # put off: the next look does not find it
        place = self._called_in(held)
        if place is None:
            self.passed.add(head.wish_class)
            return
        self.callbacks = self.callbacks.but([place])
        self.moved.append(place)
        self._count()

    def _locked(self, head: Place) -> Place:
        """Lock the place without waiting: who moves it may wait for the row that we have."""
        found = _MINE.first(self.tx, place=head.id, version=head.version)
        if found is None:
            raise _Moving
        return Place(*found)

    def _called_in(self, held: Place) -> Place | None:
        """Hold for everybody and call them; whoever has booked meanwhile is called to hear that."""
        earlier = sum(people for key, people in self.asking if key < held.key) + self._undialled(held)
        spare = self._open(held.wish_class) - earlier - held.people
        if spare < 0:
            return None
        if self._has_to_wait(held):
            self.waiting.append((held.key, parsed(held.wish_class)))
            return None
        everybody, region = persons(held.wish, held.phone), held.wish.get("region")
        supply = PHONE.hold_for_turn(
            self.tx, party=held.party, people=everybody, region_id=region, now=self.now
        )
        if not supply.offers and supply.booking is None:
            return None
        if held.state != PROMISED:
            return keypad.call_in(self.tx, held, self.now)
        turn = ringing.call_up if self.callbacks.dials > 0 else ringing.await_dial
        return turn(self.tx, held, self.now)

    def _has_to_wait(self, held: Place) -> bool:
        """Tell whether who called before may want these units, or a rival before them waits for such."""
        mine = parsed(held.wish_class)
        if any(mine.rivals(other) for _, other in self.waiting):
            return True
        there = claimants.units(self.left, mine)
        return claimants.has_to_wait(self.tx, self.line, mine, held.key, there, self.now)

    def _undialled(self, held: Place) -> int:
        """Count the people whose callback has an earlier key, and who could have no turn any more."""
        if self.callbacks.some or held.state == PROMISED:
            return 0
        mine = parsed(held.wish_class)
        return claimants.promised(self.tx, self.line, self.names, mine, held.key, self.now)
