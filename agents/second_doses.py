"""A second dose by itself: moved, booked for whoever has only the first, cancelled; the first stays."""

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy import Connection

from agents import appointments, changes, deeds
from agents.appointments import NOT_BOOKED
from agents.asked import desk_party
from agents.booking import LOST
from agents.errors import Refused
from agents.opened import CHANGED, into_asked, opened
from agents.parties import CLAIM
from agents.roles import DESK, allow
from agents.services import CHANNEL, Services, here, me
from agents.tongue import _
from booking_core import HOLD, Booking, Changes, NotBooked, SecondDoses, Supply, bookings_of_claims

pages = Blueprint("second_doses", __name__, url_prefix="/bookings/second")
SECONDS = SecondDoses(CHANNEL)


@pages.post("/")
@allow(DESK)
def times() -> str:
    """Hold other times for the second dose of a booking, and only then show them."""
    return _times(request.form.get("claim", ""))


@pages.post("/move")
@allow(DESK)
def move() -> str | Response:
    """Book the chosen time for the second dose; where it was lost, hold the others and say so."""
    first = request.form.get("first", "")
    moved = moved_to(here(), desk_party(), request.form.get("claim", ""), me().name)
    if moved is None:
        return _times(first, is_lost=True)
    said = _("The second dose is moved: the first stays as it is.")
    return make_response(opened(changes.together(here(), moved.claim), said), CHANGED)


@pages.post("/cancel")
@allow(DESK)
def cancel() -> Response:
    """Cancel the second dose alone."""
    left = cancelled(here(), request.form.get("claim", ""), me().name)
    said = _("The second dose is cancelled: the first stays as it is.")
    return make_response(opened(changes.together(here(), left.claim), said), CHANGED)


def held(services: Services, party: str, first: str) -> tuple[Booking, Supply]:
    """Hold times for the second dose of a booking; refuse where there is no such booking."""

    def work(tx: Connection) -> tuple[Booking, Supply]:
        booking = _booked(tx, first)
        supply = SECONDS.hold(tx, party=party, first=first, now=services.now())
        if supply.reason == "not booked":
            raise Refused(_("There is no second dose to be booked with this booking, or it was had already."))
        return booking, supply

    return services.database.run(work)


def moved_to(services: Services, party: str, claim: str, by: str) -> Booking | None:
    """Book a held second dose instead of the one they have; None where it was lost."""

    def work(tx: Connection) -> Booking | None:
        now, before = services.now(), SECONDS.of_held(tx, claim)
        moved = SECONDS.move(tx, claim, now, party=party)
        if moved is not None and before is not None and before.second_claim != claim:
            _note(tx, deeds.MOVED, before, claim, by, services)
        return moved

    try:
        return services.database.run(work) if CLAIM.fullmatch(claim) else None
    except NotBooked:
        raise Refused(_(NOT_BOOKED)) from None


def cancelled(services: Services, first: str, by: str) -> Booking:
    """Cancel the second dose of a booking, and return what is left."""

    def work(tx: Connection) -> Booking:
        now, before = services.now(), _booked(tx, first)
        if before.second is None or before.second_claim is None:
            raise Refused(_("It is cancelled already."))
        if before.second <= now:
            raise Refused(_(NOT_BOOKED))
        Changes(CHANNEL).cancel(tx, [before.second_claim], now)
        _note(tx, deeds.CANCELLED, before, before.second_claim, by, services)
        return _booked(tx, first)

    return services.database.run(work)


def _booked(tx: Connection, first: str) -> Booking:
    found = bookings_of_claims(tx, [first]) if CLAIM.fullmatch(first) else []
    if not found:
        raise Refused(_(NOT_BOOKED))
    return found[0]


def _note(tx: Connection, kind: str, before: Booking, key: str, by: str, services: Services) -> None:
    at = before.second_local.isoformat() if before.second_local else ""
    what = {"clinic": before.clinic.name, "at": at, "dose": 2}
    deeds.note(tx, kind, before.reference, key, by, services.now(), **what)


def _times(first: str, *, is_lost: bool = False) -> str:
    booking, supply = held(here(), desk_party(), first)
    why = appointments.why_none(supply, appointments.When())
    problem = " ".join(filter(None, (_(LOST) if is_lost else "", why)))
    shown = {"booking": booking, "offers": supply.offers, "problem": problem, "until": here().now() + HOLD}
    return render_template("_second.html", into=into_asked(), **shown)
