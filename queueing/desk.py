"""An agent's desk and its legal moves: pure rules."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from queueing.wishes import DESK, WishClass

AWAY, READY, OFFERED, CONNECTING = "away", "ready", "offered", "connecting"
TALKING, WRAP_UP, ON_BREAK = "talking", "wrap-up", "on break"

DESK_MOVES: Mapping[str, frozenset[str]] = {
    AWAY: frozenset({READY}),
    READY: frozenset({OFFERED, CONNECTING, ON_BREAK, AWAY}),  # connecting: kept for who is called back
    OFFERED: frozenset({CONNECTING, READY, ON_BREAK, AWAY}),
    CONNECTING: frozenset({TALKING, READY, AWAY}),
    TALKING: frozenset({WRAP_UP, READY, AWAY}),
    WRAP_UP: frozenset({READY, ON_BREAK, AWAY}),
    ON_BREAK: frozenset({READY, AWAY}),
}

RINGING = timedelta(seconds=45)  # for the agent to answer their own phone
DESK_LIFETIMES: Mapping[str, timedelta] = {
    OFFERED: timedelta(seconds=20),  # for the agent to take who is offered; the caller waits at their key
    CONNECTING: timedelta(minutes=1),
    TALKING: timedelta(hours=4, minutes=10),
    WRAP_UP: timedelta(minutes=10),
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

    @property
    def conference(self) -> str:
        """The conference where this desk talks."""
        return f"desk-{self.agent}"

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
        """Tell whether somebody is on the way to the desk, or in talk."""
        return self.state in {CONNECTING, TALKING}

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
