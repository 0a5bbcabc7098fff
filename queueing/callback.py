"""A promised callback and what becomes of it: pure rules, no SQL and no carrier.

A promise stands beside its place, whose state says how far it is. The place is PROMISED until its turn, then
DIALLING while a telephone rings, CALLED while somebody has it at their ear and has not pressed 1, and from
then on it is served like any other. Whatever goes wrong in between leads back to PROMISED at the same key,
with an instant before which it is not rung again:

    missed (busy, no answer, machine, silence, failed)  ->  PROMISED in 3, 10, 30 minutes, then UNREACHED
    put off (later today, tomorrow)                     ->  PROMISED at that hour, no attempt used
    never rang (the carrier knows of no such call)      ->  PROMISED at once, no attempt used
    wrong person, no more calls, an impossible number   ->  UNREACHED: their own call finds the key

Each instant lies in the person's own daytime. Each attempt has a number that is never given again, so that a
late word about an attempt that is over is known by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking_core import Daytime
from queueing.place import PROMISED, UNREACHED

RETRIES = (timedelta(minutes=3), timedelta(minutes=10), timedelta(minutes=30))
RINGING = timedelta(seconds=40)  # the elderly reach a telephone slowly
LATER = timedelta(hours=2)  # what "later today" means
AT_ONCE = timedelta(0)

BUSY, NO_ANSWER, MACHINE, SILENT, FAILED = "busy", "no_answer", "machine", "silent", "failed"
LATER_TODAY, TOMORROW = "later_today", "tomorrow"
WRONG_PERSON, NO_CALLS, REFUSED = "wrong_person", "no_calls", "refused"
NEVER_RANG = "never_rang"

MISSES = frozenset({BUSY, NO_ANSWER, MACHINE, SILENT, FAILED})
PUT_OFF = frozenset({LATER_TODAY, TOMORROW})
HOPELESS = frozenset({WRONG_PERSON, NO_CALLS, REFUSED})
OUTCOMES = MISSES | PUT_OFF | HOPELESS | {NEVER_RANG}

# What the carrier calls the end of a call (Twilio, "Call status values"); completed: somebody had answered.
OF_THE_CARRIER: Mapping[str, str] = {
    "busy": BUSY,
    "no-answer": NO_ANSWER,
    "failed": FAILED,
    "canceled": NO_ANSWER,
    "completed": SILENT,
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A callback that is owed to a place, as it stood at one moment."""

    place_id: int
    number: str
    agreed_at: datetime
    agreed_in: str | None  # the call in which they asked for it
    attempt: int  # numbers the dials; also those that used no attempt
    misses: int
    due: datetime  # not before
    window_from: datetime | None  # as it was said
    window_until: datetime | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class After:
    """What becomes of a promise after an attempt: the place's state, the misses so far, not before when."""

    state: str
    misses: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """When a promise may be kept: people's own daytime, and the zone of the line where theirs is unknown."""

    daytime: Daytime
    zone: str

    def first(self, number: str, earliest: datetime) -> datetime:
        """Return the first instant, not before `earliest`, at which this number may be rung."""
        return self.daytime.first(number, self.zone, earliest)


def after(promise: Promise, outcome: str, hours: Hours, now: datetime) -> After:
    """Return what an attempt that ended so leads to. Raises ValueError for an outcome that is none."""
    if outcome not in OUTCOMES:
        raise ValueError(f"{outcome!r} is no outcome of a callback")
    misses = promise.misses + (outcome in MISSES)
    if outcome in HOPELESS or misses > len(RETRIES):
        return After(UNREACHED, misses, now)
    if outcome == TOMORROW:
        return After(PROMISED, misses, hours.daytime.tomorrow(promise.number, hours.zone, now))
    return After(PROMISED, misses, hours.first(promise.number, now + _delay(outcome, misses)))


def _delay(outcome: str, misses: int) -> timedelta:
    if outcome in MISSES:
        return RETRIES[misses - 1]
    return LATER if outcome == LATER_TODAY else AT_ONCE
