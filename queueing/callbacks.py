"""Callbacks: the one class that the doors talk to about what is owed to people who would rather not hold."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from booking_core import COUNTRIES, Dialable, Prepared, campaign_of, dialable, zones
from queueing import keypad, ledger, legs, offering, opt_outs, promises, ringing, tables
from queueing.callback import NO_CALLS, OF_THE_CARRIER, OUTCOMES, PUT_OFF, WRONG_PERSON, Promise
from queueing.errors import NumberRefused, PlaceClosed
from queueing.offering import Prospect
from queueing.place import (
    BREATH,
    CALLED,
    DIALLING,
    DROPPED,
    LEFT,
    PLACES_A_NUMBER,
    PROMISED,
    SERVING,
    UNREACHED,
    WAITING,
    Place,
)
from queueing.window import Window

AWAY = (PROMISED, DIALLING, CALLED, UNREACHED)  # whoever cancels gives the place up: nobody is on the phone
PROMISED_ALREADY = (PROMISED, DIALLING, CALLED)
ALREADY = "already"  # this number is promised as many callbacks as one number may be
_ENDPOINTS = Prepared(select(tables.desk.c.endpoint))


class Callbacks:
    """The callbacks of one line. Write in SQL, commit, `Places.publish` the place, and only then speak."""

    def __init__(self, line: str = "main", calls_a_second: float = 1.0) -> None:
        self.line = line
        self.calls_a_second = calls_a_second

    def judge(self, tx: Connection, text: str, ours: Collection[str] = ()) -> Dialable:
        """Judge a number that somebody typed: why we would not ring it, or how it is written."""
        campaign = campaign_of(tx)
        countries = campaign.countries if campaign else COUNTRIES
        desks = (endpoint for (endpoint,) in _ENDPOINTS.all(tx))
        return dialable(text, countries, {*ours, *desks})

    def ask(
        self,
        tx: Connection,
        place_id: int,
        number: str,
        call_sid: str,
        now: datetime,
        *,
        said: Window | None = None,
        today: bool = True,
    ) -> Place:
        """Promise to ring a number when it is the place's turn; asked twice, it is one promise.

        `said` is the window that was said; where it is not for `today`, nothing rings before it. Asking again
        changes the number. Raises PlaceClosed, and NumberRefused where the number asked for no calls (unless
        this call comes from it), or is owed as many callbacks as one number may be.
        """
        held = ledger.read(tx, place_id, lock=True)
        if held is None or held.is_final:
            raise PlaceClosed(PlaceClosed.__doc__)
        if held.state in PROMISED_ALREADY and _number(promises.open_of(tx, place_id)) == number:
            return held
        self._make_sure(tx, held, number, call_sid)
        if held.state != SERVING:
            keypad.let_go(tx, held, now)
        due = promises.hours(tx).first(number, now + BREATH if today or said is None else said.begins)
        promises.give(tx, place_id, number, now, due=due, agreed_in=call_sid, **_as_said(said))
        asking = (WAITING, DROPPED, UNREACHED, PROMISED)
        fresh: dict[str, Any] = {"only_from": asking, "call_sid": None, **keypad.NO_TURN}
        return ledger.move(tx, place_id, PROMISED, "promised", now, **fresh) or held

    def offer(
        self, tx: Connection, place_id: int, number: str, wait: tuple[int, int] | None, now: datetime
    ) -> Prospect:
        """Return when a callback would come, whether that can be kept today, and whether units are left."""
        place = ledger.read(tx, place_id)
        if place is None:
            raise PlaceClosed(PlaceClosed.__doc__)
        return offering.offer(tx, place, number, wait, self.calls_a_second, now)

    def zone(self, tx: Connection, number: str) -> str:
        """Return the time zone in which hours are said to somebody at this number."""
        return next(iter(zones(number)), promises.hours(tx).zone)

    def of(self, tx: Connection, place_id: int) -> Promise | None:
        """Return the promise that is owed to a place."""
        return promises.open_of(tx, place_id)

    def is_for_who_was_lost(self, tx: Connection, place_id: int) -> bool:
        """Tell whether an agent has this place called back, whose talk broke off; its person did not ask."""
        return promises.given(tx, place_id) == promises.CALL_BACK

    def rung(self, tx: Connection, place_ids: Collection[int]) -> list[tuple[Place, int]]:
        """Return those of these places that are being called back, each with the number of its attempt."""
        return ringing.under_way(tx, place_ids)

    def rings(self, tx: Connection, place_id: int, attempt: int, call_sid: str, now: datetime) -> bool:
        """Learn which call an attempt is; where the place goes on without it, False, and its end is owed."""
        return ringing.rings(tx, place_id, attempt, call_sid, now)

    def answered(
        self, tx: Connection, place_id: int, attempt: int, call_sid: str, now: datetime
    ) -> Place | None:
        """Note that somebody has picked up; None where this attempt is over."""
        return ringing.answered(tx, place_id, attempt, call_sid, now)

    def confirmed(self, tx: Connection, place_id: int, call_sid: str, now: datetime) -> Place | None:
        """Seat who pressed 1: SERVING in the booking menu, else WAITING at the head of the line."""
        return ringing.confirmed(tx, place_id, call_sid, now)

    def ended(self, tx: Connection, place_id: int, attempt: int, status: str, now: datetime) -> Place | None:
        """Judge an attempt by what the carrier calls its end, or by an outcome of ours; late, nothing."""
        outcome = status if status in OUTCOMES else OF_THE_CARRIER.get(status)
        return None if outcome is None else ringing.ended(tx, place_id, attempt, outcome, now)

    def heard_end(
        self, tx: Connection, place_id: int, attempt: int, call_sid: str, status: str, now: datetime
    ) -> Place | None:
        """Judge an attempt by the end of its call; the end of another call says nothing of it."""
        held = ledger.read(tx, place_id, lock=True)
        if held is None or held.call_sid not in {None, call_sid}:
            return None
        return self.ended(tx, place_id, attempt, status, now)

    def put_off(self, tx: Connection, place_id: int, outcome: str, now: datetime) -> Place | None:
        """Ring later today, or tomorrow morning, as asked in the callback itself; no attempt is used."""
        if outcome not in PUT_OFF:
            raise ValueError(f"{outcome!r} does not put a callback off")
        return self._heard(tx, place_id, outcome, now)

    def wrong_person(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Ring this number no more for this place; its person's own call finds the key."""
        return self._heard(tx, place_id, WRONG_PERSON, now)

    def no_calls(self, tx: Connection, number: str, now: datetime) -> list[Place]:
        """Never ring this number again; each place that was to be rung there is kept for their own call."""
        opt_outs.stop(tx, number, now)
        moved = [ringing.no_more(tx, each, now) for each in promises.open_at(tx, number)]
        return [place for place in moved if place is not None]

    def wants_no_calls(self, tx: Connection, number: str) -> bool:
        """Tell whether this number has asked not to be rung."""
        return opt_outs.wants_no_calls(tx, number)

    def first(self, tx: Connection, number: str, earliest: datetime) -> datetime:
        """Return the first instant, not before `earliest`, of the daytime of this number."""
        return promises.hours(tx).first(number, earliest)

    def calls_again(self, tx: Connection, number: str) -> None:
        """Let a number be rung again that asked for no calls; what was owed it then is not owed anew."""
        opt_outs.start(tx, number)

    def cancel(self, tx: Connection, place_id: int, now: datetime) -> Place | None:
        """Owe no callback any more; where nobody is on the phone, that gives the place up."""
        held = ledger.read(tx, place_id, lock=True)
        promises.end(tx, place_id, now)
        if held is None or held.state not in AWAY:
            return held
        ringing.call_off(tx, held, now)
        return ledger.move(tx, place_id, LEFT, "cancelled", now, only_from=AWAY, call_sid=None) or held

    def _heard(self, tx: Connection, place_id: int, outcome: str, now: datetime) -> Place | None:
        held, promise = ledger.read(tx, place_id, lock=True), promises.open_of(tx, place_id)
        if held is None or promise is None or held.state != CALLED:
            return held
        return ringing.judge(tx, held, promise, outcome, now) or held

    def _make_sure(self, tx: Connection, held: Place, number: str, call_sid: str) -> None:
        if legs.find(tx, call_sid).phone == number:
            opt_outs.start(tx, number)
        if opt_outs.wants_no_calls(tx, number):
            raise NumberRefused(NO_CALLS)
        others = [each for each in promises.open_at(tx, number) if each.place_id != held.id]
        if len(others) >= PLACES_A_NUMBER:
            raise NumberRefused(ALREADY)


def _number(promise: Promise | None) -> str | None:
    return None if promise is None else promise.number


def _as_said(said: Window | None) -> dict[str, datetime]:
    return {} if said is None else {"window_from": said.begins, "window_until": said.ends}
