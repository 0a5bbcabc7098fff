"""Agents' desks: who is ready, and the next caller for them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from queueing import (
    desk_ledger,
    introducing,
    ledger,
    looking,
    phone_tests,
    presence,
    returning,
    taking,
    talks,
    wrapping,
)
from queueing.desk import CONNECTING, OFFERED, OTHER, Desk
from queueing.desk_talks import DeskTalks
from queueing.introducing import Seat
from queueing.place import Place


class Desks(DeskTalks):
    """The desks of one line: who comes and goes, who is taken, and what comes of them."""

    def has_call(self, agent: str) -> bool:
        """Tell whether an agent has a call to deal with: on its way, in talk, or to be wrapped up."""
        desk = self.state(agent)
        return desk is not None and desk.is_busy

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

    def break_off(self, agent: str, note: dict[str, str], now: datetime) -> Place | None:
        """End the wrap-up of a call that broke off; its place is kept as it is, with the note.

        Raises DeskNotReady where the caller is still there, or nobody was.
        """
        return self._place(agent, lambda tx: wrapping.break_off(tx, agent, note, now), now)

    def call_back(self, agent: str, now: datetime) -> Place:
        """Ring the caller of a talk that broke off, to this desk, at their key; a second time is once.

        Raises DeskNotReady where nobody was lost, or their number is not one that may be rung.
        """
        place = self._database.run(lambda tx: returning.call_back(tx, agent, now))
        self._publish(place)
        self._tell(self.state(agent), now)
        return place

    def may_call_back(self, place: Place) -> bool:
        """Tell whether a caller who is gone has a number that may be rung."""
        with self._database.reading() as look:
            return place.is_dropped and returning.number_of(look, place) is not None

    def test_phone(self, agent: str, endpoint: str, language: str, now: datetime) -> Desk:
        """Let an agent hear a sentence on their telephone; a second time while that goes on is once.

        Raises DeskNotReady where a caller has the telephone, or it rings already.
        """
        line = self._line.name
        return self._desk(lambda tx: phone_tests.begin(tx, agent, line, endpoint, language, now), now)

    def phone_tested(self, agent: str, attempt: int, result: str, now: datetime) -> Desk | None:
        """Note what came of a test: works, busy, no-answer, failed, canceled, refused or cut."""
        return self._desk(lambda tx: phone_tests.heard(tx, agent, attempt, result, now), now)

    def leg_up(self, agent: str, call_sid: str, now: datetime) -> Desk | None:
        """Note that the desk's own phone is up."""
        return self._desk(lambda tx: presence.answer(tx, agent, call_sid, now), now)

    def seated(self, agent: str, call_sid: str, now: datetime) -> Seat | None:
        """Return the conference where a desk's telephone goes now; None where it is not its telephone."""
        found = self._database.run(lambda tx: introducing.seated(tx, agent, call_sid, now))
        self._tell(self.state(agent), now)
        return found

    def seat(self, desk: Desk) -> Seat:
        """Return the conference where a desk's telephone belongs now."""
        with self._database.reading() as look:
            return introducing.seat(look, desk)

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
