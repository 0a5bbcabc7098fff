"""A desk in words: what state it is in, what its phone does, and what the agent can do next."""

from dataclasses import dataclass
from datetime import datetime

from agents.abilities import LANGUAGES
from queueing import Desk, Place

STATES = {
    "away": "Away",
    "ready": "Ready",
    "offered": "Offered a caller",
    "connecting": "Connecting",
    "talking": "Talking",
    "wrap-up": "Wrap-up",
    "on break": "On break",
}
SENTENCES = {
    "away": "You are away. Press Ready, then answer your phone once: it stays connected for the whole shift.",
    "ringing": "Your phone is ringing. Answer it once; it stays connected for the whole shift.",
    "ready": "You are ready, and your phone is connected.",
    "offered": "A caller is offered to you: press Take next.",
    "connecting": "The caller is being connected to you.",
    "talking": "You are connected to the caller.",
    "wrap-up": "The caller has gone. Choose an outcome to finish.",
    "back in line": "The caller waits in the line again. Go on with Ready, or leave with Away.",
    "on break": "You are on break.",
    "not taken": "You did not take the caller in time, so you are away, and the next desk was asked. "
    "Press Ready when you are back.",
    "missed": "Your phone was not answered or was hung up, so you are away. Press Ready to be rung again.",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Who is offered to a desk, as far as it may be seen before they are taken."""

    ticket_end: str
    language: str
    skill: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A desk as its agent sees it."""

    state: str = "away"
    since: datetime | None = None
    phone: str = "down"  # "up", "ringing" or "down"
    place_id: int | None = None
    missed: str = ""  # what was missed, where that is why it is away
    version: int = 0  # which of two looks is the newer one
    offer: Offer | None = None

    @property
    def words(self) -> str:
        return "Caller for you" if self.offer is not None else STATES.get(self.state, self.state)

    @property
    def kind(self) -> str:
        """The state as a style sheet can name it."""
        return self.state.replace("-", "").replace(" ", "")

    @property
    def sentence(self) -> str:
        """The same, as one sentence that is announced when it changes."""
        if self.missed:
            return SENTENCES[self.missed]
        if self.offer is not None:
            words = LANGUAGES.get(self.offer.language, self.offer.language)
            return f"A caller for you, in {words}. Press Take next within 20 seconds."
        if self.state == "ready" and self.phone == "ringing":
            return SENTENCES["ringing"]
        if self._is_alone_in_wrap_up:
            return SENTENCES["back in line"]
        return SENTENCES.get(self.state, "")

    @property
    def may_be_ready(self) -> bool:
        return self.state in {"away", "on break"} or self._is_alone_in_wrap_up

    @property
    def may_take(self) -> bool:
        return self.state in {"ready", "offered"} and self.phone == "up"

    @property
    def may_leave(self) -> bool:
        """Whether the agent may go away; not while somebody is, or is about to be, on their line."""
        return self.state in {"ready", "offered", "on break"} or self._is_alone_in_wrap_up

    @property
    def _is_alone_in_wrap_up(self) -> bool:
        return self.state == "wrap-up" and self.place_id is None  # the caller is back in the line

    @property
    def has_caller(self) -> bool:
        return self.place_id is not None


MISSED = {"leg_down": "missed", "missed": "not taken"}


def seen(desk: Desk | None, offered: Place | None) -> Seen:
    """Say what an agent sees of a desk, and of who is offered to it; an agent who never had one is away."""
    if desk is None:
        return Seen()
    phone = "up" if desk.call_sid else "ringing" if desk.state == "ready" else "down"
    missed = MISSED.get(desk.why, "") if desk.state == "away" else ""
    mine = None if desk.state == "offered" else desk.place_id
    return Seen(desk.state, desk.since, phone, mine, missed, desk.version, _offer(desk, offered))


def _offer(desk: Desk, place: Place | None) -> Offer | None:
    if place is None or desk.deadline is None:
        return None
    skill = str(place.wish.get("skill", ""))
    return Offer(place.ticket[4:], place.language, skill, place.arrived_at, desk.deadline)
