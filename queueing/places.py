"""Who waits: the one class that the doors talk to about places."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database
from queueing import ledger, legs, talks
from queueing.errors import LineAway, PlaceClosed, TooManyPlaces
from queueing.legs import Leg
from queueing.line import Line, Waiting
from queueing.place import ACTIVE, DROPPED, LEFT, PLACES_A_NUMBER, SERVING, WAITING, Place
from queueing.rebuild import heal
from queueing.wishes import birth_dates

TRIES = 5  # Redis may be emptied again just after it was brought back


class Places:
    """The places of one line. Write in SQL, commit, `publish`, and only then speak."""

    def __init__(self, database: Database, redis: Redis, line: str = "main") -> None:
        self._database = database
        self._redis = redis
        self.line = Line(redis, line)

    def open_leg(self, tx: Connection, call_sid: str, phone: str | None, now: datetime) -> Leg:
        """Write down a call that was answered; its time counts from here."""
        return legs.opened(tx, self.line.name, call_sid, phone, now)

    def close_leg(self, tx: Connection, call_sid: str, now: datetime) -> Place | None:
        """Write down a call's end; a place that hung on it is kept, and returned to be published."""
        leg = legs.ended(tx, call_sid, now)
        if leg is None or leg.place_id is None:
            return None
        talks.hang_up(tx, leg.place_id, call_sid, now)
        return ledger.read(tx, leg.place_id)

    def held_for(self, tx: Connection, phone: str | None, now: datetime) -> list[Place]:  # noqa: ARG002
        """Return the places that are kept for a number, in the order of their keys."""
        return [] if phone is None else ledger.active_of(tx, self.line.name, phone)

    def join(
        self, tx: Connection, call_sid: str, wish: dict[str, Any], language: str, now: datetime
    ) -> Place:
        """Give a caller a place: the one they have already, or a new one under the time of their first call.

        Raises TooManyPlaces where the number already keeps four with nobody on the phone.
        """
        leg, free = legs.unspent(tx, call_sid, now)
        mine = self._standing(tx, leg, wish)
        if mine is not None:
            return mine if mine.call_sid == call_sid else self.resume(tx, mine.id, call_sid, now)
        state = WAITING if leg.ended_at is None else DROPPED
        place = ledger.write(tx, leg, next(iter(free), leg), state, wish, language, now)
        legs.attach(tx, place.id, call_sid, *(each.call_sid for each in free[:1]))
        return place

    def resume(self, tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place:
        """Take up a place on this call, at its key; `moved_from` names a live call that had it until now.

        Raises PlaceClosed where it has come to its end. A place that is being served stays as it is.
        """
        leg = legs.find(tx, call_sid)
        held = ledger.read(tx, place_id, lock=True)
        if held is None or held.is_final:
            raise PlaceClosed(PlaceClosed.__doc__)
        if held.state == SERVING or held.call_sid == call_sid or leg.ended_at is not None:
            return held
        return self._take_up(tx, held, leg, now)

    def by_ticket(self, tx: Connection, ticket: str, birth_date: date | None) -> Place | None:
        """Return the open place of a ticket; where its wish knows birth dates, one of them is asked."""
        return ledger.by_ticket(tx, ticket, birth_date)

    def by_id(self, tx: Connection, place_id: int) -> Place | None:
        """Return a place as it stands."""
        return ledger.read(tx, place_id)

    def wish(self, tx: Connection, place_id: int, wish: dict[str, Any], now: datetime) -> Place | None:
        """Change what a place waits for; its key stays."""
        held = ledger.read(tx, place_id, lock=True)
        if held is None or held.is_final:
            return held
        same: dict[str, Any] = {"deadline": held.deadline, **ledger.wished(wish, held.language)}
        return ledger.move(tx, place_id, held.state, "wished", now, only_from=[held.state], **same)

    def leave(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Give a place up because its person asks for that; a second time changes nothing."""
        held = ledger.read(tx, place_id, lock=True)
        left = ledger.move(tx, place_id, LEFT, "left", now)
        if left is not None and held is not None and held.state == SERVING:
            talks.desk_alone(tx, left.id, "caller_left", now)
        return left or held

    def publish(self, place: Place) -> None:
        """Show Redis the place, after the commit."""
        self.line.publish(place)
        if place.put_down is not None:
            with self._database.reading() as look:
                other = ledger.read(look, place.put_down)
            if other is not None:
                self.line.publish(other)

    def wait(self, place_id: int, now: datetime, turn: str = "") -> Waiting | None:
        """Say where a place stands, and count it as said; the same `turn` again hears the same.

        No SQL, except where Redis does not know the place and the ledger has to help; None is nobody's place.
        """
        for _ in range(TRIES):
            found = self.line.wait(place_id, turn, now)
            if found is not None:
                return found
            if self.restore(place_id, now) is None:
                return None
        raise LineAway(LineAway.__doc__)

    def restore(self, place_id: int, now: datetime) -> Place | None:
        """Bring a place, and if need be the whole line, from SQL back into Redis."""
        heal(self._database, self._redis, now, self.line.name)
        with self._database.reading() as look:
            place = ledger.read(look, place_id)
        if place is not None:
            self.line.publish(place)
        return place

    def _standing(self, tx: Connection, leg: Leg, wish: dict[str, Any]) -> Place | None:
        own = None if leg.place_id is None else ledger.read(tx, leg.place_id)
        if own is not None and not own.is_final:
            return own
        others = [] if leg.phone is None else ledger.active_of(tx, self.line.name, leg.phone)
        people = birth_dates(wish)
        same = next((each for each in others if people & birth_dates(each.wish)), None)
        kept = [each for each in others if each.is_dropped]
        if same is None and len(kept) >= PLACES_A_NUMBER:
            raise TooManyPlaces(TooManyPlaces.__doc__)
        return same

    def _take_up(self, tx: Connection, held: Place, leg: Leg, now: datetime) -> Place:
        live = held.state == WAITING
        other = leg.place_id if leg.place_id != held.id else None
        if other is not None:  # one call waits at one place; the other is kept for another call
            talks.hang_up(tx, other, leg.call_sid, now)
        why = "moved" if live else "resumed"
        fresh: dict[str, Any] = {"call_sid": leg.call_sid, "turn_at": None}
        place = ledger.move(tx, held.id, WAITING, why, now, only_from=ACTIVE, **fresh)
        if place is None:
            raise PlaceClosed(PlaceClosed.__doc__)
        legs.attach(tx, place.id, leg.call_sid)
        talks.release(tx, place.id, now)
        return replace(place, moved_from=held.call_sid if live else None, put_down=other)
