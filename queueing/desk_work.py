"""How what is done at a desk is carried out: one transaction, then Redis is told, and the line matched."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database, DatabaseAway
from queueing import desk_ledger
from queueing.bell import ring
from queueing.desk import Desk
from queueing.errors import LineAway
from queueing.line import Line
from queueing.matching import match
from queueing.place import Place

D = TypeVar("D", Desk, Desk | None)


class DeskWork:
    """The desks of one line. Each call is its own transaction, shown to Redis and matched when it is done."""

    def __init__(self, database: Database, redis: Redis, line: str = "main") -> None:
        self._database = database
        self._redis = redis
        self._line = Line(redis, line)

    def state(self, agent: str) -> Desk | None:
        """Return a desk as it stands; None where the agent never had one."""
        with self._database.reading() as look:
            return desk_ledger.read(look, agent)

    def _desk(self, work: Callable[[Connection], D], now: datetime) -> D:
        desk = self._database.run(work)
        self._tell(desk, now)
        return desk

    def _place(self, agent: str, work: Callable[[Connection], Place | None], now: datetime) -> Place | None:
        place = self._publish(self._database.run(work))
        self._tell(self.state(agent), now)
        return place

    def _tell(self, desk: Desk | None, now: datetime) -> None:
        with suppress(LineAway):  # what is stored is done; the clock rings again
            if desk is not None:
                self._line.tell(desk)
            ring(self._redis)
        self._match(now)

    def _publish(self, place: Place | None) -> Place | None:
        with suppress(LineAway):
            if place is not None:
                self._line.publish(place)
        return place

    def _match(self, now: datetime) -> None:
        with suppress(LineAway, DatabaseAway):  # the clock does it
            match(self._database, self._redis, self._line.name, now)
