"""The desk: the one page that an agent works at all day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from flask import Blueprint, Response, render_template, request, url_for

from agents import pieces
from agents.accounts import Account
from agents.errors import Forbidden, NoCaller, Refused, Unreadable
from agents.look import CHANNELS
from agents.openings import begun
from agents.outcomes import BOOKED, BROKE_OFF, OUTCOMES
from agents.roles import DESK, allow
from agents.same_caller import OVER
from agents.services import Services, here, me
from agents.wishes import Wish, wish_of
from booking_core import Booking, booked_by, booking_of, campaign_of, find_bookings
from queueing import Desk, EarlierCall, Place, attempts, earlier_calls, party_at, talk_began

pages = Blueprint("desk", __name__, url_prefix="/desk")
log = structlog.get_logger()
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of the caller at this desk."""

    place: Place
    wish: Wish
    earlier: list[Booking]
    calls: Sequence[EarlierCall] = ()
    desks: Sequence[Desk] = ()
    attempts: int = 1
    waited_until: datetime | None = None  # when somebody first talked with them
    is_heard: bool = False  # the caller is another desk's, who introduces them

    @property
    def colleagues(self) -> list[Desk]:
        """The desks that are free, so that the caller can be offered to them."""
        return [desk for desk in self.desks if desk.is_free]

    @property
    def skills(self) -> list[str]:
        """The skills that can be asked for: those of the desks that are there, and the caller's own."""
        there = {skill for desk in self.desks if desk.state != "away" for skill in desk.skills}
        return sorted(there | {str(self.place.wish.get("skill") or "")} - {""})


@pages.get("/")
@allow(DESK)
def page() -> str:
    """Show who waits, this desk, and its caller."""
    return render_template("desk.html", pieces=pieces.of_desk(me().account), **_caller())


@pages.get("/caller")
@allow(DESK)
def caller() -> str:
    """Show the caller anew: the desk got or lost one by another screen, or by the phone."""
    return caller_section()


@pages.post("/ready")
@allow(DESK)
def ready() -> str:
    """Be there for callers; the agent's own phone rings if it is not connected yet."""
    make_ready(here(), me().account)
    return pieces.my_strip()


def make_ready(services: Services, agent: Account) -> None:
    """Make somebody's desk ready for those whom they can serve; not of who only ends a last call there."""
    if agent.role not in DESK:
        raise Forbidden(Forbidden.__doc__)
    able = {"languages": agent.languages, "skills": agent.skills}
    services.desks.ready(agent.name, agent.endpoint, services.now(), **able)


@pages.post("/away")
@allow(DESK)
def away() -> str:
    here().desks.away(me().name, here().now())
    return pieces.my_strip()


@pages.post("/take")
@allow(DESK)
def take() -> str | Response:
    """Take who is offered, or the earliest whom this desk can serve, and show what they have already said."""
    place = here().desks.take_next(me().name, here().now())
    if place is None:
        raise NoCaller("Nobody is waiting for you just now.")
    log.info("caller taken", agent=me().name, place=place.id)
    if not request.headers.get("HX-Current-URL", "").endswith(url_for("desk.page")):
        return Response(headers={"HX-Redirect": url_for("desk.page")})  # pressed on another page
    return pieces.my_strip() + caller_section(swap=True)


@pages.post("/finish")
@allow(DESK)
def finish() -> str | Response:
    """Close the call with an outcome, and let go of what was held for it."""
    outcome, note = request.form.get("outcome", ""), request.form.get("note", "").strip()
    finished(here(), me().name, outcome, note)
    if me().account.role not in DESK:  # it was the last call: the page says so
        return Response(headers={"HX-Redirect": url_for("desk.page")})
    return pieces.my_strip() + caller_section(swap=True)


def finished(services: Services, agent: str, outcome: str, note: str) -> None:
    """Finish the caller of a desk; refuse an outcome that nobody could count."""
    if outcome not in OUTCOMES:
        raise Unreadable("Choose an outcome first.")
    place, now = caller_of(services, agent), services.now()
    if outcome == BOOKED and not _has_booked(services, place):
        raise Refused("Nothing is booked for this caller. Book it first, or choose what came of the call.")
    if outcome == BROKE_OFF:
        services.desks.break_off(agent, {"outcome": outcome, "note": plain(note)}, now)
    elif services.desks.finish(agent, outcome, plain(note), now) is None:
        raise NoCaller(OVER)
    services.database.run(lambda tx: services.bookings.release(tx, party(agent, place), now))
    log.info("call finished", agent=agent, place=place.id, outcome=outcome)


def _has_booked(services: Services, place: Place) -> bool:
    """Tell whether something is booked under a caller's number, for whom they named, or at a desk of theirs.

    A withheld number says nothing of what was booked before, or from the waiting list: it is believed.
    """
    if place.phone is None:
        return True
    with services.database.reading() as look:
        made = [party(desk.agent, place) for desk in services.desks.all(look)]
        named = booking_of(look, *wish_of(place).people(place.phone))
        return bool(named or find_bookings(look, phone=place.phone, limit=1) or booked_by(look, made))


def plain(note: str) -> str:
    """Return a note as it is kept: what can be read, and no more than fits."""
    return "".join(char for char in note if char.isprintable() or char == "\n")[:LONGEST_NOTE]


def caller_of(services: Services, agent: str) -> Place:
    """Return the place at this desk."""
    place = services.desks.place_of(agent)
    if place is None:
        raise NoCaller(NoCaller.__doc__)
    return place


def party(agent: str, place: Place) -> str:
    """Name what a desk holds for its caller."""
    return party_at(agent, place.id)


def card_of(services: Services, agent: str) -> Card | None:
    """Return what is known of the caller at this desk, if there is one."""
    own = services.desks.place_of(agent)
    place = own or services.desks.heard_of(agent)  # an agent who is introduced reads of whom they hear
    if place is None:
        return None
    with services.database.reading() as look:
        earlier = find_bookings(look, phone=place.phone, limit=8) if place.phone else []
        calls, tries = earlier_calls(look, place), attempts(look, place, services.now())
        campaign, desks, began = campaign_of(look), services.desks.all(look), talk_began(look, place)
    zone = campaign.zone if campaign else UTC
    local = [replace(call, at=call.at.astimezone(zone)) for call in calls]
    return Card(place, wish_of(place), earlier, local, desks, tries, began, is_heard=own is None)


def _caller() -> dict[str, object]:
    desk = here().desks.state(me().name)  # before its card: a card may be newer than it says, never older
    card = card_of(here(), me().name)
    shown: dict[str, object] = {"card": card, "outcomes": OUTCOMES.items(), "channels": CHANNELS}
    shown["version"] = desk.version if desk else 0
    shown["may_pass"] = desk is not None and desk.state in {"connecting", "talking"}
    if card is None:
        return shown | {"offer": here().desks.offered(desk)}
    if card.is_heard:
        return shown
    return shown | begun(here(), party(me().name, card.place), card.place, card.wish)


def caller_section(*, swap: bool = False) -> str:
    """Render the caller of whoever asks; to be swapped in beside something else, or alone."""
    return render_template("_caller_section.html", swap=swap, **_caller())
