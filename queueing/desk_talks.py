"""What is done in a talk: hold, mute, the goodbye, passing on, an introduction, a guest, a raised hand."""

from datetime import datetime

from queueing import desk_ledger, guests, introducing, ledger, passing, talking
from queueing.desk import Desk
from queueing.desk_work import DeskWork
from queueing.place import Place


class DeskTalks(DeskWork):
    """The talks at the desks of one line."""

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

    def handed(self, agent: str) -> list[str]:
        """Return the agents to whom this one offers the caller that they talk with."""
        with self._database.reading() as look:
            return [desk.agent for desk in desk_ledger.handed(look, agent)]

    def introduce(self, agent: str, to: str, note: str, now: datetime) -> Desk:
        """Offer the caller in talk to a colleague, who comes into the talk first and hears of them.

        Raises DeskNotReady where the colleague is not free, another one is there, or nobody is in talk.
        """
        return self._desk(lambda tx: passing.to_desk(tx, agent, to, note, now, warm=True), now)

    def complete(self, agent: str, now: datetime) -> Place | None:
        """Leave the caller with the colleague who is in the talk; a second time changes nothing.

        Raises DeskNotReady where the colleague is not there yet, or nobody is in talk.
        """
        return self._place(agent, lambda tx: introducing.complete(tx, agent, now), now)

    def part(self, agent: str, now: datetime) -> Desk | None:
        """End an introduction, by either of the two: the caller stays with who has them."""
        return self._desk(lambda tx: introducing.part(tx, agent, now), now)

    def colleague(self, agent: str) -> Desk | None:
        """Return the desk that is in this agent's talk to hear of the caller, or on the way there."""
        with self._database.reading() as look:
            return desk_ledger.colleague(look, agent)

    def heard_of(self, agent: str) -> Place | None:
        """Return the place of the caller in whose talk a colleague has this agent, to be introduced."""
        with self._database.reading() as look:
            desk = desk_ledger.read(look, agent)
            host = desk_ledger.read(look, str(desk.passed_by)) if desk and desk.is_introduced else None
            return None if host is None or host.place_id is None else ledger.read(look, host.place_id)

    def guest_of(self, agent: str, attempt: int) -> Desk | None:
        """Return the desk in whose talk a guest is, or is to be, whom this agent has brought in."""
        with self._database.reading() as look:
            return guests.of(look, agent, attempt)
