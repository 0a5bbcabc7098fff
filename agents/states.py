"""A desk in words: what state it is in, what its phone does, and what the agent can do next."""

from dataclasses import dataclass
from datetime import datetime

from agents.abilities import LANGUAGES
from agents.state_words import AFTERWARDS, BREAKS, MISSED, SENTENCES, STATES, TESTED, UNREACHED
from agents.tongue import _
from queueing import Desk, Place


@dataclass(frozen=True, slots=True)
class Offer:
    """Who is offered to a desk, as far as it may be seen before they are taken."""

    ticket_end: str
    language: str
    skill: str
    since: datetime
    until: datetime
    by: str = ""  # the colleague who passes them on, and talks with them still
    warm: bool = False  # who stays until they have introduced them
    talk_began: datetime | None = None  # of one who is passed on so: their wait ended then


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
    colleague: str = ""  # who is in the call to hear of the caller, or on the way there
    colleague_is_there: bool = False
    introduced_by: str = ""  # in whose call this desk is
    heard: int | None = None  # the place of which it hears there
    may_call_back: bool = False  # the caller is gone, and may be rung
    hung_up: bool = False  # it was the agent who ended the talk
    phone_test: str = ""  # what came of a test of the phone: asked, works, busy, no-answer, cut, failed

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
            return _("%(who)s, in %(language)s. Press Take next within 20 seconds.") % {
                "who": self._who,
                "language": words,
            }
        if self.colleague or self.introduced_by:
            return self._together
        if self.handed:
            to = {"names": ", ".join(self.handed)}
            return _("Offered to %(names)s. The caller stays with you until it is taken.") % to
        return SENTENCES.get(self._moment, "")

    @property
    def _who(self) -> str:
        """Say who is offered: somebody who waits, or whom a colleague passes on or introduces."""
        if self.offer is None or not self.offer.by:
            return _("A caller for you")
        words = _("%(name)s introduces a caller") if self.offer.warm else _("%(name)s passes on a caller")
        return words % {"name": self.offer.by}

    @property
    def _together(self) -> str:
        """Say how two agents are in one call, and what the caller hears of it."""
        if self.introduced_by:
            words = _("You are in the call of %(name)s, who has the caller until they leave.")
            return words % {"name": self.introduced_by}
        there = (
            _("%(name)s is in the call.") if self.colleague_is_there else _("%(name)s comes into the call.")
        )
        heard = _(SENTENCES["on hold"]) if self.on_hold else _("The caller hears you both.")
        return f"{there % {'name': self.colleague}} {heard}"

    @property
    def _moment(self) -> str:
        """The name of the sentence that fits."""
        rings = self.state == "ready" and self.phone == "ringing"
        moments = {
            self.missed: bool(self.missed),
            "rung anew": rings and self.why == "renewed",
            "ringing": rings,
            "handed over": self._is_alone_in_wrap_up and self.why == "handed_over",
            "passed on": self._is_alone_in_wrap_up and self.why == "passed_on",
            "back in line": self._is_alone_in_wrap_up,
            "hung up": self.hung_up,
            "lost": self.may_call_back,
            "calling": self.state == "connecting" and self.why == "calling",
            "not reached": self.state == "ready" and self.why == "not_reached",
            "held and muted": self.on_hold and self.muted,
            "on hold": self.on_hold,
            "muted": self.muted,
        }
        return next((name for name, fits in moments.items() if fits), self.state)

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
    def is_in_a_call(self) -> bool:
        """Whether what it asks for comes after a call: its own, or that of a colleague."""
        return self.has_caller or bool(self.introduced_by)

    @property
    def shows(self) -> str:
        """What the page shows of a caller: `12`; `12 heard` while they are another desk's."""
        return f"{self.heard} heard" if self.heard is not None else str(self.place_id or "")

    @property
    def announced(self) -> tuple[str, ...]:
        """What is said of the desk when it changes."""
        hand = SENTENCES["hand"] if self.hand_at else ""
        guest = SENTENCES["guest up" if self.guest_is_up else "guest"] if self.guest else ""
        then = self.then if self.after else ""
        return tuple(filter(None, (self.sentence, guest, hand, self.tested, then)))

    @property
    def tested(self) -> str:
        """Say what came of a test of the phone."""
        return TESTED.get(self.phone_test, UNREACHED) if self.phone_test else ""

    @property
    def may_test(self) -> bool:
        """Whether the phone may be tested: nobody has it, and it does not ring."""
        return self.state in {"away", "on break"} or (self.state == "ready" and self.phone == "up")

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


@dataclass(frozen=True, slots=True)
class Beside:
    """Who else has to do with a desk: who is offered to it, to whom its caller is, who is in its call."""

    offered: Place | None = None
    talk_began: datetime | None = None  # with who is offered
    handed: tuple[str, ...] = ()
    colleague: Desk | None = None
    heard: Place | None = None  # of whom it hears in a colleague's call
    may_call_back: bool = False
    hung_up: bool = False


def seen(desk: Desk | None, beside: Beside) -> Seen:
    """Say what an agent sees of a desk, and of who is beside it; an agent who never had one is away."""
    if desk is None:
        return Seen()
    colleague = beside.colleague
    return Seen(
        state=desk.state,
        since=desk.since,
        phone="up" if desk.call_sid else "ringing" if desk.state == "ready" else "down",
        place_id=None if desk.state == "offered" else desk.place_id,
        missed=MISSED.get(desk.why, "") if desk.state == "away" else "",
        version=desk.version,
        offer=_offer(desk, beside.offered, beside.talk_began),
        why=desk.why,
        on_hold=desk.on_hold,
        muted=desk.muted,
        handed=beside.handed,
        guest=desk.guest["number"] if desk.guest else "",
        guest_is_up=bool(desk.guest and desk.guest["is_up"]),
        hand_at=desk.hand_at,
        until=desk.deadline if desk.state == "wrap-up" else None,
        after=desk.after or "",
        colleague=colleague.agent if colleague else "",
        colleague_is_there=colleague is not None and colleague.state == "introduced",
        introduced_by=str(desk.passed_by) if desk.is_introduced else "",
        heard=beside.heard.id if beside.heard else None,
        may_call_back=beside.may_call_back,
        hung_up=beside.hung_up,
        phone_test=desk.phone_test["result"] if desk.phone_test else "",
    )


def _offer(desk: Desk, place: Place | None, talk_began: datetime | None) -> Offer | None:
    if place is None or desk.deadline is None:
        return None
    skill = str(place.wish.get("skill", ""))
    by = desk.passed_by or ""
    ticket_end, since, until = place.ticket[4:], place.arrived_at, desk.deadline
    return Offer(ticket_end, place.language, skill, since, until, by, desk.warm, talk_began if by else None)
