"""A morning at the line: callers and agents, with a clock that stands until it is moved."""

from datetime import UTC, datetime, timedelta
from itertools import count

from redis import Redis

from booking_core import Database
from queueing import Desks, Place, Places, Waiting, sweep

SEVEN = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)


class Morning:
    """What a test says is short: `caller = morning.call(); morning.join(caller)`."""

    def __init__(self, database: Database, redis: Redis) -> None:
        self.database, self.redis = database, redis
        self.places, self.desks = Places(database, redis), Desks(database, redis)
        self.now = SEVEN
        self.calls = count(1)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def call(self, phone: str | None = None) -> str:
        sid = f"CA{next(self.calls):05}"
        self.database.run(lambda tx: self.places.open_leg(tx, sid, phone, self.now))
        return sid

    def join(
        self, sid: str, wish: dict | None = None, language: str = "en", *, take_over: bool = True
    ) -> Place:
        place = self.database.run(
            lambda tx: self.places.join(tx, sid, wish or {}, language, self.now, take_over=take_over)
        )
        self.places.publish(place, self.now)
        return place

    def caller(self, phone: str | None = None, language: str = "en", **wish: str) -> Place:
        """Return the place of somebody who called and joined."""
        return self.join(self.call(phone), wish, language)

    def unmatched(self, language: str = "en") -> Place:
        """Return the place of somebody whose process was killed before it looked for a desk for them."""
        sid = self.call()
        place = self.database.run(lambda tx: self.places.join(tx, sid, {}, language, self.now))
        self.places.line.publish(place)
        return place

    def hang_up(self, sid: str) -> Place | None:
        place = self.database.run(lambda tx: self.places.close_leg(tx, sid, self.now))
        if place is not None:
            self.places.publish(place, self.now)
        return place

    def resume(self, place: Place, sid: str, *, take_over: bool = True) -> Place:
        taken_up = self.database.run(
            lambda tx: self.places.resume(tx, place.id, sid, self.now, take_over=take_over)
        )
        self.places.publish(taken_up, self.now)
        return taken_up

    def rewish(self, place: Place, language: str) -> Place:
        wished = self.database.run(
            lambda tx: self.places.wish(tx, place.id, place.wish, self.now, language=language)
        )
        assert wished is not None
        self.places.publish(wished, self.now)
        return wished

    def head_start(self, place_id: int, seconds: int, reason: str = "interpreter fetched") -> Place:
        moved = self.database.run(
            lambda tx: self.places.head_start(tx, place_id, seconds, reason, "diane", self.now)
        )
        self.places.publish(moved, self.now)
        return moved

    def leave(self, place: Place) -> Place | None:
        left = self.database.run(lambda tx: self.places.leave(tx, place.id, self.now))
        if left is not None:
            self.places.publish(left, self.now)
        return left

    def place(self, place_id: int) -> Place:
        found = self.database.run(lambda tx: self.places.by_id(tx, place_id))
        assert found is not None
        return found

    def wait(self, place: Place, turn: str = "") -> Waiting:
        found = self.places.wait(place.id, self.now, turn)
        assert found is not None
        return found

    def position(self, place: Place) -> int:
        return self.wait(place).position

    def desk(self, agent: str, *languages: str, skills: tuple[str, ...] = ()) -> str:
        """Open an agent's desk, its phone up; return the sid of that phone leg."""
        self.desks.ready(agent, f"client:{agent}", self.now, languages=languages, skills=skills)
        self.desks.leg_up(agent, f"CAdesk-{agent}", self.now)
        return f"CAdesk-{agent}"

    def offer(self, agent: str) -> int | None:
        """Return the place that a desk is offered."""
        place = self.desks.offered(self.desks.state(agent))
        return None if place is None else place.id

    def take(self, agent: str) -> Place | None:
        return self.desks.take_next(agent, self.now)

    def talk(self, agent: str) -> Place:
        """Take the next caller and bring them to the desk."""
        place = self.take(agent)
        assert place is not None
        assert place.call_sid is not None
        assert self.desks.connected(place.id, place.call_sid, self.now)
        return place

    def sweep(self, *, look: bool = False, compare: bool = False) -> None:
        sweep(self.database, self.redis, self.now, look=look, compare=compare)
