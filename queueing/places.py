"""Who waits: the one class that the doors talk to about places."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database, DatabaseAway
from queueing import (
    admission,
    head_starts,
    joining,
    keypad,
    ledger,
    legs,
    redial,
    ringing,
    talks,
    ticket_tries,
)
from queueing.admission import Entrance
from queueing.callbacks import Callbacks
from queueing.errors import LineAway, PlaceClosed
from queueing.head_starts import HeadStart
from queueing.hours import timetable
from queueing.keypad import PHONE
from queueing.legs import Leg
from queueing.line import Line, Touched
from queueing.matching import match
from queueing.place import LEFT, SERVING, Place
from queueing.rebuild import heal
from queueing.waiting import Outlook, Waiting

TRIES = 5  # what was read a moment ago may be gone


class Places:
    """The places of one line. Write in SQL, commit, `publish`, and only then speak."""

    def __init__(
        self, database: Database, redis: Redis, line: str = "main", *, calls_a_second: float = 1.0
    ) -> None:
        self._database = database
        self._redis = redis
        self.line = Line(redis, line)
        self.callbacks = Callbacks(line, calls_a_second)

    def open_leg(self, tx: Connection, call_sid: str, phone: str | None, now: datetime) -> Leg:
        """Write down a call that was answered; its time counts from here, or from the opening of a draw."""
        counts_from = timetable(tx, self.line.name).counts_from(now)
        return legs.opened(tx, self.line.name, call_sid, phone, now, counts_from)

    begin_anew = staticmethod(legs.begin_anew)

    def close_leg(self, tx: Connection, call_sid: str, now: datetime) -> Place | None:
        """Write down a call's end; a place that hung on it is kept, and returned to be published."""
        leg = legs.ended(tx, call_sid, now)
        if leg is None or leg.place_id is None:
            return None
        return redial.hang_up(tx, leg.place_id, call_sid, now) or ledger.read(tx, leg.place_id)

    def held_for(self, tx: Connection, phone: str | None) -> list[Place]:
        """Return the places that are kept for a number, in the order of their keys; some may be `is_live`."""
        return [] if phone is None else ledger.active_of(tx, self.line.name, phone)

    def join(
        self,
        tx: Connection,
        call_sid: str,
        wish: dict[str, Any],
        language: str,
        now: datetime,
        *,
        take_over: bool = False,
    ) -> Place:
        """Give a caller a place: the one they have already, or a new one under the time of their first call.

        Raises PlaceInUse where theirs is in use on another telephone and they were not asked yet, and
        TooManyPlaces where the number already keeps four with nobody on the phone.
        """
        for _ in range(TRIES):
            it = joining.stand(tx, self.line.name, call_sid, wish, now)
            with suppress(PlaceClosed):
                return joining.join(tx, it, wish, language, now, take_over=take_over)
        raise PlaceClosed(PlaceClosed.__doc__)

    def enter(
        self,
        tx: Connection,
        call_sid: str,
        wish: dict[str, Any],
        language: str,
        now: datetime,
        *,
        take_over: bool = False,
        straight: bool = True,
    ) -> Entrance:
        """Let a caller into the booking menu, their units held, or let them wait for units at their key.

        While the line gives no turns nobody is let `straight` in. Raises what `join` raises.
        """
        how = {"take_over": take_over, "straight": straight}
        for _ in range(TRIES):
            with suppress(PlaceClosed):
                return admission.enter(tx, self.line.name, call_sid, wish, language, now, PHONE, **how)
        raise PlaceClosed(PlaceClosed.__doc__)

    def arrive(self, tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
        """Note that a caller has come to the booking menu at their turn; a second time changes nothing."""
        return keypad.arrive(tx, place_id, call_sid, now)

    def booked(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Close the place of somebody who has booked by touch-tone."""
        return keypad.served(tx, place_id, now)

    def to_person(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Let a place wait for a person, at the same key; the units of its turn are let go."""
        return keypad.to_person(tx, place_id, now)

    def resume(
        self, tx: Connection, place_id: int, call_sid: str, now: datetime, *, take_over: bool = False
    ) -> Place:
        """Take up a place on this call, at its key: SERVING, in the booking menu, while its units are kept.

        Raises PlaceClosed where it has come to its end, and PlaceInUse where it is in use on another
        telephone and they were not asked yet; told to `take_over`, it owes the other call an errand "moved"
        that leads it to its last words. A place that is served at a desk, or registered, stays as it is.
        """
        return redial.resume(tx, place_id, call_sid, now, take_over=take_over)

    def by_ticket(self, tx: Connection, ticket: str, birth_date: date | None) -> Place | None:
        """Return the open place of a ticket; where its wish knows birth dates, one of them is asked."""
        return ledger.by_ticket(tx, ticket, birth_date)

    def typed_ticket(self, tx: Connection, ticket: str, call_sid: str, now: datetime) -> Place | None:
        """Return the open place of a ticket if it has no birth date; one that there is not is a try in vain.

        Raises TooManyTries where as many as go were made in this call, or from its number within the hour.
        """
        return ticket_tries.typed(tx, ticket, call_sid, now)

    def claim_ticket(
        self, tx: Connection, ticket: str, birth_date: date, call_sid: str, now: datetime
    ) -> Place | None:
        """Return the open place of a ticket that was typed, and a birth date; a wrong date is a try in vain.

        Raises TooManyTries at the try that is one too many in this call, or from its number within the hour.
        """
        return ticket_tries.claimed(tx, ticket, birth_date, call_sid, now)

    def of_ticket(self, tx: Connection, ticket: str) -> Place | None:
        """Return the open place of a ticket of this line, for those who work here: nobody proves anything."""
        return ledger.open_of(tx, ticket, self.line.name)

    def by_id(self, tx: Connection, place_id: int) -> Place | None:
        """Return a place as it stands."""
        return ledger.read(tx, place_id)

    def wish(
        self,
        tx: Connection,
        place_id: int,
        wish: dict[str, Any],
        now: datetime,
        *,
        language: str | None = None,
    ) -> Place | None:
        """Change what a place waits for, and in which language; its key stays."""
        return joining.rewish(tx, place_id, wish, language, now)

    def joined_to(self, tx: Connection, place_id: int) -> Place | None:
        """Return the place where the people of a closed one stand now: its why was "joined_other"."""
        return joining.joined_to(tx, place_id)

    def head_start(
        self, tx: Connection, place_id: int, seconds: int, reason: str, by: str, now: datetime
    ) -> Place:
        """Let a place stand as if its person had called so much earlier, for a reason that is kept.

        Raises TooLongAHeadStart where it would be more than fifteen minutes in all, or has no reason, and
        NotWaiting where nobody waits at it. The same again is still the same one.
        """
        return head_starts.give(tx, place_id, seconds, reason, by, now)

    def head_starts(self, tx: Connection, limit: int) -> list[HeadStart]:
        """Return the last head starts that were given, the newest first."""
        return head_starts.given(tx, self.line.name, limit)

    def leave(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Give a place up because its person asks for that; a second time changes nothing."""
        held = ledger.read(tx, place_id, lock=True)
        left = ledger.move(tx, place_id, LEFT, "left", now)
        if left is not None and held is not None:
            keypad.let_go(tx, held, now)
            ringing.call_off(tx, held, now)
            talks.desk_alone(tx, left.id, "caller_left", now)
        return left or held

    def publish(self, place: Place, now: datetime) -> None:
        """Show Redis the place, after the commit, and offer it, or another, to a desk that is free for it."""
        moved = (place, *self._moved_with(place))
        touched = max(self.line.publish(each) for each in moved)
        left_a_desk = any(each.agent is not None and each.state != SERVING for each in moved)
        if touched >= Touched.IDLE or left_a_desk:
            news = left_a_desk or touched == Touched.DESK
            self._match(now, news=news)

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

    def outlook(self, tx: Connection, call_sid: str, now: datetime) -> Outlook:
        """Say what a caller who joins now would have before them; neither a place nor a key is made.

        Raises LineAway.
        """
        return self.line.outlook(joining.stand(tx, self.line.name, call_sid, {}, now).key)

    def restore(self, place_id: int, now: datetime) -> Place | None:
        """Bring a place, and if need be the whole line, from SQL back into Redis."""
        rebuilt = heal(self._database, self._redis, now, self.line.name)
        with self._database.reading() as look:
            place = ledger.read(look, place_id)
        if place is not None:
            self.line.publish(place)
        if rebuilt:
            self._match(now, news=False)
        return place

    def _moved_with(self, place: Place) -> list[Place]:
        if not place.also:
            return []
        with self._database.reading() as look:
            found = [ledger.read(look, other_id) for other_id in place.also]
        return [other for other in found if other is not None]

    def _match(self, now: datetime, *, news: bool) -> None:
        with suppress(LineAway, DatabaseAway):  # the place is stored and in its order; the clock does it
            match(self._database, self._redis, self.line.name, now, news=news)
