"""A desk in words: what state it is in, what its phone does, and what the agent can do next."""

from dataclasses import dataclass
from datetime import datetime

from queueing import Desk

STATES = {
    "away": "Away",
    "ready": "Ready",
    "offered": "Connecting",
    "talking": "Talking",
    "wrap-up": "Wrap-up",
    "on break": "On break",
}
SENTENCES = {
    "away": "You are away. Press Ready, then answer your phone once: it stays connected for the whole shift.",
    "ringing": "Your phone is ringing. Answer it once; it stays connected for the whole shift.",
    "ready": "You are ready, and your phone is connected.",
    "offered": "The caller is being connected to you.",
    "talking": "You are connected to the caller.",
    "wrap-up": "The caller has gone. Choose an outcome to finish.",
    "back in line": "The caller waits in the line again. Go on with Ready, or leave with Away.",
    "on break": "You are on break.",
    "missed": "Your phone was not answered or was hung up, so you are away. Press Ready to be rung again.",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A desk as its agent sees it."""

    state: str = "away"
    since: datetime | None = None
    phone: str = "down"  # "up", "ringing" or "down"
    place_id: int | None = None
    missed: bool = False
    version: int = 0  # which of two looks is the newer one

    @property
    def words(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def kind(self) -> str:
        """The state as a style sheet can name it."""
        return self.state.replace("-", "").replace(" ", "")

    @property
    def sentence(self) -> str:
        """The same, as one sentence that is announced when it changes."""
        if self.missed:
            return SENTENCES["missed"]
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
        return self.state == "ready" and self.phone == "up"

    @property
    def may_leave(self) -> bool:
        """Whether the agent may go away; not while somebody is, or is about to be, on their line."""
        return self.state in {"ready", "on break"} or self._is_alone_in_wrap_up

    @property
    def _is_alone_in_wrap_up(self) -> bool:
        return self.state == "wrap-up" and self.place_id is None  # the caller is back in the line

    @property
    def has_caller(self) -> bool:
        return self.place_id is not None


def seen(desk: Desk | None) -> Seen:
    """Say what an agent sees of a desk; an agent who never had one is away."""
    if desk is None:
        return Seen()
    phone = "up" if desk.call_sid else "ringing" if desk.state == "ready" else "down"
    missed = desk.state == "away" and desk.why in {"leg_down", "not_answered"}
    return Seen(desk.state, desk.since, phone, desk.place_id, missed, desk.version)
