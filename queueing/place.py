"""A place and its legal moves: pure rules, no SQL and no Redis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from queueing.wishes import is_for_a_desk

REGISTERED, WAITING, DROPPED, PROMISED = "registered", "waiting", "dropped", "promised"
DIALLING, CALLED, SERVING = "dialling", "called", "serving"
DONE, LEFT, UNREACHED, STOPPED = "done", "left", "unreached", "stopped"

DRAWN = "drawn"  # why a place is dropped whose time starts at its turn

MOVES: Mapping[str, frozenset[str]] = {
    REGISTERED: frozenset({DROPPED, PROMISED, LEFT, STOPPED}),
    WAITING: frozenset({DROPPED, PROMISED, SERVING, DONE, LEFT, STOPPED}),
    DROPPED: frozenset({WAITING, PROMISED, SERVING, DONE, LEFT, STOPPED}),
    PROMISED: frozenset({WAITING, DIALLING, SERVING, LEFT, UNREACHED, STOPPED}),
    DIALLING: frozenset({PROMISED, CALLED, WAITING, SERVING, LEFT, UNREACHED, STOPPED}),
    CALLED: frozenset({PROMISED, WAITING, DROPPED, SERVING, LEFT, UNREACHED, STOPPED}),
    SERVING: frozenset({WAITING, DROPPED, PROMISED, DONE, LEFT, STOPPED}),
    UNREACHED: frozenset({WAITING, PROMISED, LEFT, STOPPED}),
    DONE: frozenset(),
    LEFT: frozenset(),
    STOPPED: frozenset(),
}
STATES = frozenset(MOVES)
FINAL = frozenset(state for state, onward in MOVES.items() if not onward)
ACTIVE = STATES - FINAL

BREATH = timedelta(seconds=30)  # to put the receiver down before it rings
GRACE = timedelta(minutes=30)  # how long a call that broke off keeps its time, and a place its key
GRACE_AFTER_TURN = timedelta(minutes=10)
KEPT_AWAY_AT_MOST = timedelta(days=1)
CONNECTING = timedelta(minutes=1)  # for the caller to be moved to a desk, or to the booking menu
KEYPAD_SEAT = timedelta(minutes=8)  # in the booking menu; then it is a person's turn to help
UNITS_KEPT = timedelta(minutes=10)  # for a turn that came to somebody who is away, or lost on the way
MOST_HEAD_START = timedelta(minutes=15)  # in all, whoever gives it
A_SECOND = 1_000_000  # of a key
LONG_CALL = timedelta(hours=3, minutes=40)  # the carrier ends calls after four: then it is told
LONGEST_CALL = timedelta(hours=4, minutes=10)  # no call lasts as long: its end was not told to us
PLACES_A_NUMBER = 4  # kept for later calls; people who are on the phone do not count

LIFETIMES: Mapping[str, timedelta] = {
    REGISTERED: timedelta(days=1),
    WAITING: LONG_CALL,
    DROPPED: GRACE,
    PROMISED: timedelta(days=1),
    DIALLING: timedelta(minutes=2),
    CALLED: timedelta(minutes=2),
    SERVING: CONNECTING,
    UNREACHED: timedelta(days=3),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A person's position in a line, as it stood at one moment."""

    id: int
    line: str
    key: int
    ticket: str
    phone: str | None
    language: str
    wish: dict[str, Any]
    wish_class: str
    people: int  # how many its wish is for; 0 where nobody was asked yet
    state: str
    why: str  # what moved it last: joined, dropped, resumed, taken, ...
    version: int  # counts the moves, so that a later word beats an earlier one
    call_sid: str | None
    agent: str | None
    arrived_at: datetime
    joined_at: datetime
    changed_at: datetime
    turn_at: datetime | None  # when its turn came while nobody was on the phone
    held_until: datetime | None  # until when the units of its turn are kept
    carried_to: datetime | None  # the opening to which it was carried over, or for which it is registered
    head_start: int  # seconds, in all
    deadline: datetime | None
    moved_from: str | None = None  # the call that it was taken over from just now
    also: tuple[int, ...] = ()  # other places that moved with it, to be published beside it

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def is_live(self) -> bool:
        """Tell whether somebody is on the phone at it, as far as is known."""
        return self.call_sid is not None and self.state in {WAITING, SERVING}

    @property
    def is_for_a_desk(self) -> bool:
        """Tell whether it waits for a person; the other seats are the keypad's."""
        return is_for_a_desk(self.wish_class)

    @property
    def at_the_keypad(self) -> bool:
        """Tell whether it is served by the booking menu: a desk would be named."""
        return self.state == SERVING and self.agent is None

    @property
    def is_rung(self) -> bool:
        """Tell whether it is being called back: a telephone rings, or somebody has it at their ear."""
        return self.state in {DIALLING, CALLED}

    @property
    def party(self) -> str:
        """The name under which the units of its turn are held."""
        return party_of(self.id)

    def has_units(self, now: datetime) -> bool:
        """Tell whether the units of its turn are still kept for it."""
        return self.held_until is not None and self.held_until > now

    @property
    def is_idle(self) -> bool:
        """Tell whether it waits for its turn, whether or not anybody is on the phone."""
        return self.state in {REGISTERED, WAITING, DROPPED, PROMISED}

    @property
    def was_drawn(self) -> bool:
        """Tell whether the draw was the last that happened to it."""
        return self.why == DRAWN

    @property
    def is_dropped(self) -> bool:
        """Tell whether it is kept with nobody on the phone."""
        return self.state == DROPPED


def party_of(place_id: int) -> str:
    """Return the name under which the units of a place's turn are held."""
    return f"place:{place_id}"


def key_of(arrived_at: datetime, seq: int) -> int:
    """Return the number that orders a line: milliseconds of arrival, then the sequence."""
    return milliseconds(arrived_at) * 1000 + seq


def arrival_of(key: int) -> datetime:
    """Return the instant of a key, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=key // 1000)


def milliseconds(instant: datetime) -> int:
    """Return the whole milliseconds since 1970, without a float in between."""
    return (instant - _EPOCH) // timedelta(milliseconds=1)


def sources(state: str) -> frozenset[str]:
    """Return the states from which a place may come into this one."""
    return frozenset(before for before, onward in MOVES.items() if state in onward)


def deadline(state: str, now: datetime) -> datetime | None:
    """Return until when a place may be in this state; final states have no end."""
    return None if state in FINAL else now + LIFETIMES[state]


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
