"""Notices: what we ring people to tell, a time that came free for them or tomorrow's appointment.

A notice says nothing of what it is about until a key was pressed and a birth date given. What is not heard is
told once more after a while: an offer as the waiting list says, until it passes on to the next; a reminder
once. Each try is an errand of its own, with the number of the attempt in its key.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import Connection

from booking_core import Outbox, Waitlist, starts_at
from ivr.tables import language_of
from queueing import Callbacks, dial_slots

OFFER, REMINDER = "offer", "reminder"
NOTICE = "notice"  # the answer that names what a call of ours tells
LOOK, LOOK_AFTER = "look_at_notice", timedelta(minutes=20)
AGAIN = timedelta(hours=2)  # after a reminder that nobody heard
REMINDERS_AT_MOST = 2
LISTED = Waitlist("phone")


@dataclass(frozen=True, slots=True)
class Notice:
    """One try to tell somebody of a claim: what kind of notice, about which claim, at which number."""

    notice: str
    claim: str
    attempt: int
    number: str
    language: str

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Read a notice from an errand's payload."""
        return cls(**{name: told[name] for name in cls.__slots__})

    def owe_look(self, tx: Connection, call_sid: str, now: datetime) -> None:
        """Owe a look at the call, should the word of its end be lost."""
        Outbox.put(tx, LOOK, call_sid, asdict(self) | {"call_sid": call_sid}, now + LOOK_AFTER)

    def owe(self, tx: Connection, due: datetime) -> None:
        """Owe the call: `{"notice", "claim", "attempt", "number", "language"}`."""
        Outbox.put(tx, dial_slots.DIAL, f"{self.notice}:{self.claim}:{self.attempt}", asdict(self), due)


def ring(
    tx: Connection,
    notice: str,
    claim: str,
    number: str,
    callbacks: Callbacks,
    now: datetime,
    attempt: int = 1,
) -> None:
    """Owe a call in the daytime of who is rung, in the language of their last; asked twice, it is one."""
    it = Notice(notice, claim, attempt, number, language_of(tx, number))
    it.owe(tx, callbacks.first(tx, number, now))


def is_wanted(tx: Connection, it: Notice, callbacks: Callbacks, now: datetime) -> bool:
    """Tell whether there is still something to tell, and the number may be rung."""
    if callbacks.wants_no_calls(tx, it.number):
        return False
    if it.notice == OFFER:
        found = LISTED.offered(tx, it.claim)
        return found is not None and found[0].tries == it.attempt
    begins = starts_at(tx, it.claim)
    return begins is not None and begins > now


def unheard(tx: Connection, it: Notice, callbacks: Callbacks, now: datetime) -> None:
    """Owe another try, if there is one; said twice of one attempt, it is one."""
    if it.notice == REMINDER:
        _remind_again(tx, it, callbacks, now)
    else:
        hopeless = callbacks.wants_no_calls(tx, it.number)
        LISTED.unanswered(tx, it.claim, it.attempt, now, hopeless=hopeless)


def _remind_again(tx: Connection, it: Notice, callbacks: Callbacks, now: datetime) -> None:
    if it.attempt < REMINDERS_AT_MOST and is_wanted(tx, it, callbacks, now):
        again = Notice(it.notice, it.claim, it.attempt + 1, it.number, it.language)
        again.owe(tx, callbacks.first(tx, it.number, now + AGAIN))
