"""A desk in words: what state it is in, what its phone does, and what the agent can do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agents.abilities import LANGUAGES
from agents.tongue import _
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
BREAKS = {
    "lunch": "Lunch",
    "short_break": "Short break",
    "training": "Training",
    "other": "Other",
}
KEYS = (  # pressed with Alt and Shift; each is on its button too
    ("R", "Ready"),
    ("A", "Away"),
    ("B", "Short break"),
    ("T", "Take next"),
    ("F", "Finish"),
    ("H", "Put the caller on hold, and back"),
    ("M", "Mute the caller, and back"),
    ("U", "Hang up"),
    ("P", "Pass the caller on"),
    ("S", "Ask a supervisor for help"),
    ("W", "45 seconds more to wrap up"),
    ("?", "Show these keys, or hide them"),
)
SENTENCES = {
    "away": "You are away. Press Ready, then answer your phone once: it stays connected for the whole shift.",
    "ringing": "Your phone is ringing. Answer it once; it stays connected for the whole shift.",
    "ready": "You are ready, and your phone is connected.",
    "offered": "A caller is offered to you: press Take next.",
    "connecting": "The caller is being connected to you.",
    "on hold": "The caller is on hold, and hears music.",
    "muted": "The caller is muted: you do not hear them.",
    "guest up": "The person whom you brought in is in the call.",
    "guest": "The person whom you bring in is being rung.",
    "hand": "You have asked for help.",
    "talking": "You are connected to the caller.",
    "wrap-up": "The caller has gone. Choose an outcome: the next call comes by itself when the time is up.",
    "back in line": "The caller is back in the line, or with a colleague. You go on when the time is up.",
    "on break": "You are on break.",
    "not taken": "You did not take the caller in time, so you are away, and the next desk was asked. "
    "Press Ready when you are back.",
    "screen lost": "Your screen was not heard of for 45 seconds, so you are away. Press Ready to go on.",
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
    by: str = ""  # the colleague who passes them on, and talks with them still


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
    why: str = ""
    on_hold: bool = False
    muted: bool = False
    handed: tuple[str, ...] = ()  # to whom the caller in talk is offered
    guest: str = ""  # the number that is brought into the talk
    guest_is_up: bool = False
    hand_at: datetime | None = None  # since when the agent asks for help
    until: datetime | None = None  # when the wrap-up ends by itself
    after: str = ""  # where it goes after this call instead of being ready

    @property
    def words(self) -> str:
        return "Caller for you" if self.offer is not None else named(self.state, self.why)

    @property
    def kind(self) -> str:
        """The state as a style sheet can name it."""
        return self.state.replace("-", "").replace(" ", "")

    @property
    def sentence(self) -> str:
        """The same, as one sentence that is announced when it changes."""
        if self.offer is not None:
            words = _(LANGUAGES.get(self.offer.language, self.offer.language))
            by = _("%(name)s passes on a caller") % {"name": self.offer.by} if self.offer.by else ""
            who = by or _("A caller for you")
            return _("%(who)s, in %(language)s. Press Take next within 20 seconds.") % {
                "who": who,
                "language": words,
            }
        if self.handed:
            to = {"names": ", ".join(self.handed)}
            return _("Offered to %(names)s. The caller stays with you until it is taken.") % to
        return SENTENCES.get(self._moment, "")

    @property
    def _moment(self) -> str:
        """The name of the sentence that fits."""
        if self.missed:
            return self.missed
        if self.state == "ready" and self.phone == "ringing":
            return "ringing"
        if self._is_alone_in_wrap_up:
            return "back in line"
        if self.on_hold:
            return "on hold"
        return "muted" if self.muted else self.state

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

    @property
    def announced(self) -> tuple[str, ...]:
        """What is said of the desk when it changes."""
        hand = SENTENCES["hand"] if self.hand_at else ""
        guest = SENTENCES["guest up" if self.guest_is_up else "guest"] if self.guest else ""
        return tuple(filter(None, (self.sentence, guest, hand, self.then if self.after else "")))

    @property
    def may_break(self) -> bool:
        """Whether a break may be asked for: at once, or after the call."""
        return self.state not in {"away", "on break"} and not self.after

    @property
    def then(self) -> str:
        """Say where the desk goes when the call and its wrap-up are over."""
        return AFTERWARDS["away" if self.after == "away" else "on break" if self.after else "ready"]


def named(state: str, why: str) -> str:
    """Name a state for people, a break with its reason."""
    words = STATES.get(state, state)
    return f"{words}: {BREAKS[why].lower()}" if state == "on break" and why in BREAKS else words


AFTERWARDS = {"ready": "then you are ready", "on break": "then you are on break", "away": "then you are away"}
MISSED = {"leg_down": "missed", "missed": "not taken", "screen_lost": "screen lost"}


def seen(desk: Desk | None, offered: Place | None, handed: Iterable[str] = ()) -> Seen:
    """Say what an agent sees of a desk, and of who is offered to it; an agent who never had one is away."""
    if desk is None:
        return Seen()
    phone = "up" if desk.call_sid else "ringing" if desk.state == "ready" else "down"
    missed = MISSED.get(desk.why, "") if desk.state == "away" else ""
    mine = None if desk.state == "offered" else desk.place_id
    return Seen(
        state=desk.state,
        since=desk.since,
        phone=phone,
        place_id=mine,
        missed=missed,
        version=desk.version,
        offer=_offer(desk, offered),
        why=desk.why,
        on_hold=desk.on_hold,
        muted=desk.muted,
        handed=tuple(handed),
        guest=desk.guest["number"] if desk.guest else "",
        guest_is_up=bool(desk.guest and desk.guest["is_up"]),
        hand_at=desk.hand_at,
        until=desk.deadline if desk.state == "wrap-up" else None,
        after=desk.after or "",
    )


def _offer(desk: Desk, place: Place | None) -> Offer | None:
    if place is None or desk.deadline is None:
        return None
    skill = str(place.wish.get("skill", ""))
    by = desk.passed_by or ""
    return Offer(place.ticket[4:], place.language, skill, place.arrived_at, desk.deadline, by)
