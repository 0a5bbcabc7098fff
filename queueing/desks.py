"""Agents' desks: who is ready, and the next caller for them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database, Outbox
from queueing import desk_ledger, ledger, looking, taking, talks
from queueing.bell import ring
from queueing.desk import AWAY, OFFERED, ON_BREAK, READY, TALKING, Desk
from queueing.errors import DeskNotReady, LineAway
from queueing.line import Line
from queueing.place import Place
from queueing.places import Places

D = TypeVar("D", Desk, Desk | None)


class Desks:
    """The desks of one line. Each call is its own transaction, shown to Redis when it is done."""

    def __init__(self, database: Database, redis: Redis, line: str = "main") -> None:
        self._database = database
        self._redis = redis
        self._line = Line(redis, line)
        self._places = Places(database, redis, line)

    def state(self, agent: str) -> Desk | None:
        """Return a desk as it stands; None where the agent never had one."""
        with self._database.reading() as look:
            return desk_ledger.read(look, agent)

    def all(self, tx: Connection) -> list[Desk]:
        """Return every desk of the line."""
        return desk_ledger.every(tx, self._line.name)

    def served(self, tx: Connection) -> list[Place]:
        """Return the places that are in talk or on their way to a desk."""
        return looking.served(tx, self._line.name)

    def place_of(self, agent: str) -> Place | None:
        """Return the place that a desk has: on its way, in talk, or being wrapped up."""
        with self._database.reading() as look:
            desk = desk_ledger.read(look, agent)
            return None if desk is None or desk.place_id is None else ledger.read(look, desk.place_id)

    def ready(self, agent: str, endpoint: str, now: datetime) -> Desk:
        """Make a desk ready, and ring its phone where that is not up yet."""

        def work(tx: Connection) -> Desk:
            desk = desk_ledger.opened(tx, agent, self._line.name, endpoint, now)
            if desk.state in {READY, OFFERED, TALKING}:
                return desk
            if desk.call_sid is not None:
                return _moved(desk_ledger.move(tx, desk, READY, "ready", now, place_id=None), desk)
            called: dict[str, Any] = {"rings": desk.rings + 1, "endpoint": endpoint, "place_id": None}
            moved = _moved(desk_ledger.move(tx, desk, READY, "ringing", now, **called), desk)
            errand = {"agent": agent, "endpoint": endpoint, "attempt": moved.rings}
            Outbox.put(tx, "ring_desk", f"{agent}:{moved.rings}", errand, now)
            return moved

        return self._desk(work, owes=True)

    def away(self, agent: str, now: datetime) -> Desk | None:
        """Close a desk that has no caller, and hang up its phone."""

        def work(tx: Connection) -> Desk | None:
            desk = desk_ledger.read(tx, agent, lock=True)
            if desk is None or desk.state == AWAY:
                return desk
            if desk.state in {OFFERED, TALKING}:
                raise DeskNotReady(f"this desk is {desk.state}")
            if desk.call_sid is not None:
                Outbox.put(tx, "hang_up", desk.call_sid, {"call_sid": desk.call_sid}, now)
            return desk_ledger.move(tx, desk, AWAY, "away", now, call_sid=None, place_id=None)

        return self._desk(work, owes=True)

    def pause(self, agent: str, now: datetime) -> Desk | None:
        """Give the agent a break; their phone stays up."""

        def work(tx: Connection) -> Desk | None:
            desk = desk_ledger.read(tx, agent, lock=True)
            if desk is None or desk.state == ON_BREAK:
                return desk
            return _moved(desk_ledger.move(tx, desk, ON_BREAK, "on_break", now, place_id=None), desk)

        return self._desk(work)

    def leg_up(self, agent: str, call_sid: str, now: datetime) -> Desk | None:
        """Note that the desk's own phone is up."""

        def work(tx: Connection) -> Desk | None:
            desk = desk_ledger.read(tx, agent, lock=True)
            if desk is None or desk.call_sid == call_sid:
                return desk
            if desk.state == AWAY:  # it was called off while it rang
                Outbox.put(tx, "hang_up", call_sid, {"call_sid": call_sid}, now)
                return desk
            same = [desk.state]
            return desk_ledger.move(tx, desk, desk.state, "leg_up", now, only_from=same, call_sid=call_sid)

        return self._desk(work, owes=True)

    def leg_down(
        self, agent: str, call_sid: str | None, now: datetime, *, was_up: bool = False
    ) -> Place | None:
        """Note that the desk's phone is down: the desk is away, and its caller waits at their key.

        A leg that `was_up` says nothing of a phone that rings anew since.
        """
        these = {call_sid} if was_up else {None, call_sid}

        def work(tx: Connection) -> Place | None:
            desk, place = talks.together(tx, agent)
            if desk is None or desk.state == AWAY or desk.call_sid not in these:
                return None
            if place is not None and desk.state in {OFFERED, TALKING}:
                place = talks.desert(tx, place.id, now)
            desk_ledger.move(tx, desk, AWAY, "leg_down", now, call_sid=None, place_id=None)
            return place

        return self._shown(agent, work, owes=True)

    def take_next(self, agent: str, now: datetime) -> Place | None:
        """Give the desk the earliest place that waits; None when nobody does.

        Asked again while that caller is on the way or in talk, it is the same place. Raises DeskNotReady for
        a desk that is not ready, or whose phone is not up yet.
        """
        return taking.take_next(self._database, self._redis, self._places, agent, now)

    def expects(self, agent: str, place_id: int) -> bool:
        """Tell whether this caller is still to be moved to this desk: asked by the worker before it does."""
        with self._database.reading() as look:
            desk = desk_ledger.read(look, agent)
        return desk is not None and desk.place_id == place_id and desk.state == OFFERED

    def connected(
        self, place_id: int, call_sid: str, now: datetime, agent: str | None = None
    ) -> Place | None:
        """Note that the caller has come to the desk; None where they are not expected there any more."""
        return self._publish(self._database.run(lambda tx: talks.meet(tx, place_id, call_sid, agent, now)))

    def returned(self, place_id: int, call_sid: str, now: datetime) -> Place | None:
        """Note that the caller came back from the desk: unserved, they wait at their key."""
        return self._publish(self._database.run(lambda tx: talks.come_back(tx, place_id, call_sid, now)))

    def finish(self, agent: str, outcome: str, note: str, now: datetime) -> Place | None:
        """Close the place that the desk has, owe a caller still there a goodbye, and be ready again."""
        said = {"outcome": outcome, "note": note}
        return self._shown(agent, lambda tx: talks.finish(tx, agent, said, now), owes=True)

    def _desk(self, work: Callable[[Connection], D], *, owes: bool = False) -> D:
        desk = self._database.run(work)
        self._tell(desk, owes=owes)
        return desk

    def _shown(
        self, agent: str, work: Callable[[Connection], Place | None], *, owes: bool = False
    ) -> Place | None:
        place = self._publish(self._database.run(work))
        self._tell(self.state(agent), owes=owes)
        return place

    def _tell(self, desk: Desk | None, *, owes: bool) -> None:
        with suppress(LineAway):  # what is stored is done; the clock rings again
            if desk is not None:
                self._line.tell(desk)
            if owes:
                ring(self._redis)

    def _publish(self, place: Place | None) -> Place | None:
        with suppress(LineAway):
            if place is not None:
                self._places.publish(place)
        return place


def _moved(moved: Desk | None, desk: Desk) -> Desk:
    if moved is None:
        raise DeskNotReady(f"this desk is {desk.state}")
    return moved
