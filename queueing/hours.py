"""Hours, the draw and closing: the one class that the doors talk to about when the line is open."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from redis import Redis
from sqlalchemy import Connection

from booking_core import campaign_of
from queueing import (
    carrying,
    draw_ledger,
    joining,
    ledger,
    levers,
    opt_outs,
    promises,
    reached,
    registering,
)
from queueing.errors import NoOpening, RegistrationClosed
from queueing.place import PROMISED, WAITING, Place
from queueing.registering import Registration
from queueing.timetable import CLOSED, LineState, Timetable
from queueing.wishes import agreed

AGREED = {"callback": True}


def timetable(tx: Connection, line: str = "main") -> Timetable:
    """Return the hours of a line: those of the campaign, as a supervisor's levers leave them."""
    return Timetable.of(campaign_of(tx), levers.pulled(tx, line))


def state_of(tx: Connection, line: str, hours: Timetable, now: datetime) -> LineState:
    """Return what a line is: by its hours, and whether the draw's list is closed."""
    state = hours.at(now)
    if state.registers and state.until is not None:
        draw = draw_ledger.of(tx, line, state.until)
        if draw is not None and draw.closed_at is not None:
            return replace(state, name=CLOSED)
    return state


class Hours:
    """The hours of one line. Write in SQL, commit, `Places.publish` the place, and only then speak."""

    def __init__(self, redis: Redis, line: str = "main") -> None:
        self._redis = redis
        self.line = line

    def state(self, tx: Connection, now: datetime) -> LineState:
        """Return what the line is now, and until when."""
        return state_of(tx, self.line, timetable(tx, self.line), now)

    def register(
        self, tx: Connection, call_sid: str, wish: dict[str, Any], language: str, now: datetime
    ) -> Registration:
        """Register a caller's one to five people for the draw, or find where they stand and change nothing.

        Raises RegistrationClosed where the line is
        open or the list closed, WrongPeople, NotKnown (a withheld number without codes: `keep` their place
        instead), and TooManyPlaces.
        """
        hours = timetable(tx, self.line)
        state = state_of(tx, self.line, hours, now)
        if not state.registers or state.until is None:
            raise RegistrationClosed(RegistrationClosed.__doc__)
        draw = draw_ledger.opened(tx, self.line, state.until)
        if draw.closed_at is not None:
            raise RegistrationClosed(RegistrationClosed.__doc__)
        until = hours.kept_until(draw.opens_at)
        return registering.register(tx, draw, call_sid, wish, language, until, now)

    def registration(self, tx: Connection, place_id: int) -> Registration | None:
        """Return a place with its lot; None where there is no such place."""
        return registering.registration_of(tx, place_id)

    def registrations(self, tx: Connection, phone: str | None) -> list[Registration]:
        """Return what is registered, drawn or carried over for a number, in the order of the keys."""
        places = [] if phone is None else ledger.active_of(tx, self.line, phone)
        kept = [each for each in places if each.carried_to is not None]
        return [found for each in kept if (found := registering.registration_of(tx, each.id)) is not None]

    def keep(
        self, tx: Connection, call_sid: str, wish: dict[str, Any], language: str, now: datetime
    ) -> Place:
        """Keep a place until the next opening for who calls while the line is closed, or find theirs.

        It comes after that opening's draw, if there is one. Raises NoOpening and TooManyPlaces.
        """
        hours = timetable(tx, self.line)
        opens = hours.at(now)
        if opens.is_open or opens.until is None:
            raise NoOpening(NoOpening.__doc__)
        it = joining.stand(tx, self.line, call_sid, wish, now)
        there = joining.theirs(it, wish) or next(iter(it.number if not it.named else ()), None)
        if there is not None:
            return there
        whole = registering.complete(tx, wish, it.leg.phone)
        state = carrying.state_away(wish, it.leg.phone)
        more: dict[str, Any] = {"carried_to": opens.until, "deadline": hours.kept_until(opens.until)}
        return joining.make(tx, it, whole, language, now, state=state, why="kept", **more)

    def let_in(self, tx: Connection, place: Place, now: datetime, known: LineState | None = None) -> Place:
        """Judge a place that has just joined while the line is closing: who cannot be served is carried over.

        At any other time, and for whoever is served already, it stays as it is.
        """
        state = known or self.state(tx, now)
        if not state.is_closing or state.until is None or place.state != WAITING:
            return place
        if reached.is_reached(tx, self._redis, place, state.until, now):
            return place
        return self.carry_over(tx, place.id, now) or place

    def carry_over(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Carry a place that waits over to the next opening; a second time changes nothing.

        None where there is no such place; raises NoOpening.
        """
        hours = timetable(tx, self.line)
        opens = hours.next_opening(now)
        held = ledger.read(tx, place_id, lock=True)
        if held is None:
            return None
        if opens is None:
            raise NoOpening(NoOpening.__doc__)
        return carrying.carry(tx, held, hours, opens, now)

    def agree(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Note that a caller agrees to be called back: a place that is kept with nobody there is promised."""
        held = ledger.read(tx, place_id, lock=True)
        if held is None or held.is_final or held.phone is None or agreed(held.wish):
            return held
        opt_outs.start(tx, held.phone)
        state = held.state
        if held.is_dropped:
            state, due = PROMISED, promises.hours(tx).first(held.phone, held.carried_to or now)
            promises.give(tx, held.id, held.phone, now, due=due)
        kept: dict[str, Any] = {"wish": held.wish | AGREED, "deadline": held.deadline}
        return ledger.move(tx, held.id, state, "agreed", now, only_from=[held.state], **kept) or held
