"""An agent's desk and its legal moves: pure rules."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from queueing.wishes import DESK, WishClass

AWAY, READY, OFFERED, CONNECTING = "away", "ready", "offered", "connecting"
TALKING, WRAP_UP, ON_BREAK = "talking", "wrap-up", "on break"
INTRODUCED = "introduced"  # in the talk of a colleague, who has the caller
LUNCH, SHORT_BREAK, TRAINING, OTHER = "lunch", "short_break", "training", "other"
BREAKS = (LUNCH, SHORT_BREAK, TRAINING, OTHER)  # why a desk is on break

DESK_MOVES: Mapping[str, frozenset[str]] = {
    AWAY: frozenset({READY}),
    READY: frozenset({OFFERED, CONNECTING, ON_BREAK, AWAY}),  # connecting: kept for who is called back
    OFFERED: frozenset({CONNECTING, READY, ON_BREAK, AWAY}),
    CONNECTING: frozenset({TALKING, INTRODUCED, READY, ON_BREAK, AWAY}),
    INTRODUCED: frozenset({TALKING, READY, ON_BREAK, AWAY}),
    TALKING: frozenset({WRAP_UP, READY, ON_BREAK, AWAY}),
    WRAP_UP: frozenset({CONNECTING, READY, ON_BREAK, AWAY}),  # connecting: who was lost comes back
    ON_BREAK: frozenset({READY, AWAY}),
}

LEG_LASTS = timedelta(hours=3, minutes=30)  # a talk after that could reach the carrier's four hours
RINGING = timedelta(seconds=45)  # for the agent to answer their own phone
A_WRAP_UP = timedelta(seconds=45)  # and so much longer each time that the agent asks for it
LONGEST_WRAP_UP = timedelta(minutes=10)
DESK_LIFETIMES: Mapping[str, timedelta] = {
    OFFERED: timedelta(seconds=20),  # for the agent to take who is offered; the caller waits at their key
    CONNECTING: timedelta(minutes=1),
    TALKING: timedelta(hours=4, minutes=10),
    INTRODUCED: timedelta(hours=4, minutes=10),
    WRAP_UP: A_WRAP_UP,
    ON_BREAK: timedelta(hours=2),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """An agent's presence, as it stood at one moment."""

    agent: str
    line: str
    endpoint: str
    languages: list[str]  # none named is every language
    skills: list[str]
    state: str
    why: str
    version: int
    rings: int
    since: datetime
    idle_since: datetime | None  # when it was last done with a caller, or came; an offer does not end that
    deadline: datetime | None
    call_sid: str | None  # the desk's own phone leg
    place_id: int | None
    on_hold: bool = False  # the caller hears music
    muted: bool = False  # the caller is not heard
    hand_at: datetime | None = None  # since when the agent asks a supervisor for help
    guest: dict[str, Any] | None = (
        None  # who is brought in: {"number", "attempt", "sid": str | None, "is_up"}
    )
    passed_by: str | None = None  # the agent who offers it the caller that they talk with
    after: str | None = None  # where it goes after this call instead of being ready: away, or why on break
    warm: bool = False  # who offers it their caller stays until they have introduced them
    room: str | None = None  # its conference, where the first that it had went along with a caller

    leg_at: datetime | None = None  # since when the desk's own phone leg is up
    phone_test: dict[str, Any] | None = None  # what came of a test of it: {"attempt", "result", "at"}

    def is_old(self, now: datetime) -> bool:
        """Tell whether its phone leg has been up for too long to have another talk."""
        return self.call_sid is not None and self.leg_at is not None and now - self.leg_at >= LEG_LASTS

    @property
    def conference(self) -> str:
        """The conference where this desk talks."""
        return self.room or f"desk-{self.agent}"

    @property
    def another_room(self) -> str:
        """The name of a conference that nobody has had."""
        return f"desk-{self.agent}-{self.version + 1}"

    @property
    def is_introduced(self) -> bool:
        """Tell whether it is in a colleague's talk, or on the way there."""
        return self.passed_by is not None and self.state in {CONNECTING, INTRODUCED}

    @property
    def is_free(self) -> bool:
        """Tell whether the desk can be offered somebody: it is ready and its phone is up."""
        return self.state == READY and self.call_sid is not None

    @property
    def may_take(self) -> bool:
        """Tell whether the agent may take the next caller, offered already or not."""
        return self.is_free or self.state == OFFERED

    @property
    def has_caller(self) -> bool:
        """Tell whether somebody is on the way to the desk, or it is in a talk."""
        return self.state in {CONNECTING, TALKING, INTRODUCED}

    @property
    def is_busy(self) -> bool:
        """Tell whether it has somebody to deal with, on the phone or in what is written down of them."""
        return self.has_caller or (self.state == WRAP_UP and self.place_id is not None)

    def serves(self, wish_class: str) -> bool:
        """Tell whether places of this class are for this desk."""
        return can_serve(wish_class, self.languages, self.skills)


def can_serve(wish_class: str, languages: Collection[str], skills: Collection[str]) -> bool:
    """Tell whether these languages, none of which is all, and these skills are enough for a class."""
    wish = WishClass.read(wish_class)
    speaks = not languages or wish.language in languages
    return wish.seat == DESK and speaks and (not wish.skill or wish.skill in skills)


def desk_sources(state: str) -> frozenset[str]:
    """Return the states from which a desk may come into this one."""
    return frozenset(before for before, onward in DESK_MOVES.items() if state in onward)


def desk_deadline(state: str, now: datetime, *, is_up: bool) -> datetime | None:
    """Return until when a desk may be in this state; away, and ready with its phone up, have no end."""
    if state == READY and not is_up:
        return now + RINGING
    return now + DESK_LIFETIMES[state] if state in DESK_LIFETIMES else None
