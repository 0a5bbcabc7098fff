"""The steps of booking with the caller, each a piece of the desk page."""

from datetime import datetime

from flask import Blueprint, render_template, request

from agents import appointments
from agents.desk import caller_of, party
from agents.errors import Unreadable
from agents.roles import DESK, allow
from agents.services import here, me
from agents.wishes import wish_of
from booking_core import HOLD, Person
from queueing import Place

pages = Blueprint("booking", __name__, url_prefix="/desk/booking")
GONE = "Somebody else took that time a moment ago; nothing was booked. These are the next ones, held for you."


@pages.post("/clinics")
@allow(DESK)
def clinics() -> str:
    """Show where this person may book now."""
    place, person = _asked()
    appointments.let_go(here(), party(me().name, place))
    return _clinics(place, person)


@pages.post("/times")
@allow(DESK)
def times() -> str:
    """Hold the earliest times of a clinic, and only then show them."""
    place, person = _asked()
    return _times(place, person, _after())


@pages.post("/keep")
@allow(DESK)
def keep() -> str:
    """Hold the same times for longer: the caller is still thinking."""
    appointments.keep(here(), party(me().name, caller_of(here(), me().name)))
    return render_template("_held_until.html", until=here().now() + HOLD)


@pages.post("/confirm")
@allow(DESK)
def confirm() -> str:
    """Book the chosen time; where it was lost, hold the next ones and say so."""
    place, person = _asked()
    claim = request.form.get("claim", "")
    booking = appointments.confirm(here(), claim, person)
    if booking is None:
        return _times(place, person, None, problem=GONE)
    return render_template("_done.html", booking=booking, place=place, another=booking.claim != claim)


@pages.post("/text")
@allow(DESK)
def text() -> str:
    """Owe the caller a text with their reference."""
    place = caller_of(here(), me().name)
    reference, to = request.form.get("reference", ""), request.form.get("to", "")
    asked = appointments.owe_text(here(), reference, to, place.language, party(me().name, place))
    return render_template("_texted.html", to=asked)


def _asked() -> tuple[Place, Person]:
    place = caller_of(here(), me().name)
    born, code, surname = (request.form.get(name, "") for name in ("birth_date", "code", "surname"))
    return place, appointments.person_asked(here(), place, born, code, surname)


def _clinics(place: Place, person: Person) -> str:
    found = appointments.openings(here(), person)
    return render_template("_clinics.html", found=found, person=person, wish=wish_of(place), place=place)


def _times(place: Place, person: Person, after: datetime | None, problem: str = "") -> str:
    mine = party(me().name, place)
    clinic, supply = appointments.hold(here(), mine, person, _clinic_id(), after)
    if supply.booking is not None:
        return render_template("_done.html", booking=supply.booking, place=place, another=True)
    return render_template(
        "_times.html",
        clinic=clinic,
        person=person,
        offers=supply.offers,
        problem=problem or appointments.WHY_NONE.get(supply.reason, ""),
        until=here().now() + HOLD,
        latest=max((offer.starts_at for offer in supply.offers), default=None),
        from_start=after is None,
    )


def _clinic_id() -> int:
    given = request.form.get("clinic", "")
    if not given.isdecimal() or len(given) > 9:  # noqa: PLR2004
        raise Unreadable("Choose a clinic first.")
    return int(given)


def _after() -> datetime | None:
    given = request.form.get("after", "")
    try:
        after = datetime.fromisoformat(given) if given else None
    except ValueError:
        after = None
    return after if after is None or after.tzinfo else None
