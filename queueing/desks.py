"""Agents' desks: who is ready, and the next caller for them."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from redis import Redis
from sqlalchemy import Connection

from booking_core import Database, DatabaseAway
from queueing import desk_ledger, guests, ledger, looking, passing, presence, taking, talking, talks, wrapping
from queueing.bell import ring
from queueing.desk import CONNECTING, OFFERED, OTHER, Desk
from queueing.errors import LineAway
from queueing.line import Line
from queueing.matching import match
from queueing.place import Place

D = TypeVar("D", Desk, Desk | None)


class Desks:
    """The desks of one line. Each call is its own transaction, shown to Redis and matched when it is done."""

    def __init__(self, database: Database, redis: Redis, line: str = "main") -> None:
        self._database = database
        self._redis = redis
        self._line = Line(redis, line)

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
        """Return the place that a desk has: on its way, in talk, being wrapped up; not one it is offered."""
        with self._database.reading() as look:
            desk = desk_ledger.read(look, agent)
            mine = None if desk is None or desk.state == OFFERED else desk.place_id
            return None if mine is None else ledger.read(look, mine)

    def offered(self, desk: Desk | None) -> Place | None:
        """Return the place that a desk may take until its deadline."""
        if desk is None or desk.state != OFFERED:
            return None
        with self._database.reading() as look:
            has = desk if desk.passed_by is None else desk_ledger.read(look, desk.passed_by)
            return None if has is None or has.place_id is None else ledger.read(look, has.place_id)

    def handed(self, agent: str) -> list[str]:
        """Return the agents to whom this one offers the caller that they talk with."""
        with self._database.reading() as look:
            return [desk.agent for desk in desk_ledger.handed(look, agent)]

    def ready(
        self,
        agent: str,
        endpoint: str,
        now: datetime,
        *,
        languages: Iterable[str] = (),
        skills: Iterable[str] = (),
    ) -> Desk:
        """Make a desk ready for whoever speaks these languages, and ring its phone where that is not up yet.

        No language named is every language; who needs a skill is for desks that name it.
        """
        line, able = self._line.name, {"languages": languages, "skills": skills}
        return self._desk(lambda tx: presence.come(tx, agent, line, endpoint, able, now), now)

    def away(self, agent: str, now: datetime) -> Desk | None:
        """Close a desk, after its call where it has one, and hang up its phone.

        Who was offered to it is the next's.
        """
        return self._desk(lambda tx: presence.leave(tx, agent, now), now)

    def pause(self, agent: str, now: datetime, reason: str = OTHER) -> Desk | None:
        """Give the agent a break, after their call where they have one; their phone stays up."""
        return self._desk(lambda tx: presence.pause(tx, agent, now, reason), now)

    def extend(self, agent: str, until: datetime, now: datetime) -> Desk | None:
        """Give 45 more seconds to a wrap-up that ends then, ten minutes in all; a second time is once."""
        return self._desk(lambda tx: wrapping.extend(tx, agent, until, now), now)

    def hold(self, agent: str, now: datetime, *, on: bool) -> Desk:
        """Let the caller in talk hear music, or the agent again; raises DeskNotReady where nobody is."""
        return self._desk(lambda tx: talking.hold(tx, agent, now, on=on), now)

    def mute(self, agent: str, now: datetime, *, on: bool) -> Desk:
        """Let the caller in talk not be heard, or be heard again; raises DeskNotReady where nobody is."""
        return self._desk(lambda tx: talking.mute(tx, agent, now, on=on), now)

    def hang_up(self, agent: str, now: datetime) -> Place | None:
        """End the talk with a goodbye, and wrap up; raises DeskNotReady where nobody is in talk."""
        return self._place(agent, lambda tx: talking.hang_up(tx, agent, now), now)

    def pass_on(self, agent: str, language: str, skill: str, note: str, now: datetime) -> Place | None:
        """Let the caller in talk wait at their key for another desk; the note is for who takes them.

        Raises DeskNotReady where nobody is in talk; a second time changes nothing.
        """
        return self._place(agent, lambda tx: passing.to_the_line(tx, agent, language, skill, note, now), now)

    def hand_over(self, agent: str, to: str, note: str, now: datetime) -> Desk:
        """Offer the caller in talk to a colleague's desk; they stay in talk until it is taken.

        Raises DeskNotReady where the colleague is not free, or nobody is in talk.
        """
        return self._desk(lambda tx: passing.to_desk(tx, agent, to, note, now), now)

    def invite(self, agent: str, number: str, now: datetime) -> Desk:
        """Ring somebody into the talk; raises DeskNotReady where nobody is in talk, or a guest is there."""
        return self._desk(lambda tx: guests.invite(tx, agent, number, now), now)

    def dismiss(self, agent: str, now: datetime) -> Desk | None:
        """Let the guest of a talk go."""
        return self._desk(lambda tx: guests.dismiss(tx, agent, now), now)

    def guest_rung(self, agent: str, attempt: int, call_sid: str, now: datetime) -> Desk | None:
        """Note the call by which a guest is rung; one who is not wanted any more is hung up."""
        return self._desk(lambda tx: guests.rung(tx, agent, attempt, call_sid, now), now)

    def guest_answered(self, agent: str, attempt: int, now: datetime) -> Desk | None:
        """Note that the guest is in the talk."""
        return self._desk(lambda tx: guests.answered(tx, agent, attempt, now), now)

    def guest_gone(self, agent: str, attempt: int, now: datetime) -> Desk | None:
        """Note that the guest is gone, or was not reached."""
        return self._desk(lambda tx: guests.gone(tx, agent, attempt, now), now)

    def hand(self, agent: str, now: datetime, *, up: bool) -> Desk | None:
        """Raise an agent's hand for a supervisor, or lower it."""
        return self._desk(lambda tx: talking.hand(tx, agent, now, up=up), now)

    def break_off(self, agent: str, note: dict[str, str], now: datetime) -> Place | None:
        """End the wrap-up of a call that broke off; its place is kept as it is, with the note.

        Raises DeskNotReady where the caller is still there, or nobody was.
        """
        return self._place(agent, lambda tx: wrapping.break_off(tx, agent, note, now), now)

    def leg_up(self, agent: str, call_sid: str, now: datetime) -> Desk | None:
        """Note that the desk's own phone is up."""
        return self._desk(lambda tx: presence.answer(tx, agent, call_sid, now), now)

    def leg_down(
        self, agent: str, call_sid: str | None, now: datetime, *, was_up: bool = False
    ) -> Place | None:
        """Note that the desk's phone is down: the desk is away, and its caller waits at their key.

        A leg that `was_up` says nothing of a phone that rings anew since.
        """
        these = {call_sid} if was_up else {None, call_sid}
        return self._place(agent, lambda tx: presence.hang_up(tx, agent, these, now), now)

    def take_next(self, agent: str, now: datetime) -> Place | None:
        """Give the desk who is offered to it, or the earliest place that it can serve; None without one.

        Asked again while that caller is on the way or in talk, it is the same place. Raises DeskNotReady for
        a desk that is not ready, or whose phone is not up yet.
        """
        return taking.take_next(self._database, self._redis, self._line, agent, now)

    def expects(self, agent: str, place_id: int) -> bool:
        """Tell whether this caller is still to be moved to this desk: asked by the worker before it does."""
        desk = self.state(agent)
        return desk is not None and desk.place_id == place_id and desk.state == CONNECTING

    def connected(
        self, place_id: int, call_sid: str, now: datetime, agent: str | None = None
    ) -> Place | None:
        """Note that the caller has come to the desk; None where they are not expected there any more."""
        return self._publish(self._database.run(lambda tx: talks.meet(tx, place_id, call_sid, agent, now)))

    def returned(self, place_id: int, call_sid: str, now: datetime) -> Place | None:
        """Note that the caller came back from the desk: unserved, they wait at their key."""
        place = self._publish(self._database.run(lambda tx: talks.come_back(tx, place_id, call_sid, now)))
        self._match(now)
        return place

    def finish(self, agent: str, outcome: str, note: str, now: datetime) -> Place | None:
        """Close the place that the desk has, owe a caller still there a goodbye, and be ready again."""
        said = {"outcome": outcome, "note": note}
        return self._place(agent, lambda tx: talks.finish(tx, agent, said, now), now)

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
