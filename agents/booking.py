"""The steps of booking with the caller, or of moving what is booked, each a piece of a page."""

from flask import Blueprint, Response, make_response, render_template, request

from agents import appointments, changes
from agents.appointments import DAYS_AT_ONCE, When, day_asked, when_asked
from agents.asked import asked_party, caller, clinic_id, desk_party, home, language_asked, occasion
from agents.desk import caller_of, card_of, party
from agents.errors import Unreadable
from agents.look import CHANNELS
from agents.opened import CHANGED, moved
from agents.openings import begun, openings
from agents.parties import Party, Typed, typed
from agents.roles import DESK, allow
from agents.services import here, me
from agents.tongue import _
from agents.wishes import wish_of
from booking_core import HOLD, PARTS, Booking
from queueing import MOST_PEOPLE

pages = Blueprint("booking", __name__, url_prefix="/desk/booking")
LOST = "Somebody else took that time a moment ago; nothing was booked."
NEXT = "These are the next ones, held for you."


@pages.post("/begin")
@allow(DESK)
def begin() -> str:
    """Begin with the caller's own words again."""
    place = caller_of(here(), me().name)
    shown = begun(here(), party(me().name, place), place, wish_of(place))
    return render_template("_who.html", at=1, **shown)


@pages.get("/earlier")
@allow(DESK)
def earlier() -> str:
    """Show what this number has booked by now."""
    return render_template("_earlier.html", card=card_of(here(), me().name), channels=CHANNELS)


@pages.post("/who")
@allow(DESK)
def who() -> str:
    """Show the form with one person more, or without one of them."""
    place = caller_of(here(), me().name)
    rows, gone = typed(request.form), request.form.get("without", "")
    if gone.isdecimal():
        rows = [row for at, row in enumerate(rows, start=1) if str(at) != gone] or [Typed()]
    elif len(rows) < MOST_PEOPLE:
        rows.append(Typed())
    with here().database.reading() as look:
        asks_surname = here().bookings.releases.ask_surname(look)
    shown = {"typed": rows, "home": home(), "asks_surname": asks_surname, "at": len(rows)}
    return render_template("_who.html", place=place, number=request.form.get("number", ""), **shown)


@pages.post("/clinics")
@allow(DESK)
def clinics() -> str:
    """Show where these people may book now."""
    asked = asked_party()
    appointments.let_go(here(), asked.name)
    found = openings(here(), asked, home())
    wish = wish_of(asked.place) if asked.place and not asked.moving else None
    return render_template("_clinics.html", found=found, party=asked, wish=wish, home=home())


@pages.post("/days")
@allow(DESK)
def days() -> str:
    """Show the days of a clinic that have room for everybody, some at a time."""
    asked, first = asked_party(), day_asked(request.form.get("from", ""), here().now())
    clinic, found = appointments.days(here(), asked, clinic_id(), first)
    later = found[DAYS_AT_ONCE].day if len(found) > DAYS_AT_ONCE else None
    shown = {"clinic": clinic, "days": found[:DAYS_AT_ONCE], "later": later, "first": first, "parts": PARTS}
    return render_template("_days.html", party=asked, home=home(), **shown)


@pages.post("/times")
@allow(DESK)
def times() -> str:
    """Hold the earliest times of a clinic, or of one of its days, and only then show them."""
    when = when_asked(request.form.get("after", ""), request.form.get("when", ""), here().now())
    return _times(asked_party(), when)


@pages.post("/keep")
@allow(DESK)
def keep() -> str:
    """Hold the same times for longer: the caller is still thinking."""
    appointments.keep(here(), desk_party())
    return render_template("_held_until.html", until=here().now() + HOLD)


@pages.post("/confirm")
@allow(DESK)
def confirm() -> str | Response:
    """Book the chosen time; where it was lost, hold the next ones and say so."""
    asked, claim = asked_party(), request.form.get("claim", "")
    booked = appointments.confirm(here(), asked, claim, me().name)
    if booked is None:
        when = when_asked("", request.form.get("when", ""), here().now())
        return _times(asked, when, is_lost=True)
    if booked[0].claim != claim:
        return done(asked, booked, another=True)
    if asked.moving:
        return moved(changes.together(here(), claim))
    return make_response(done(asked, booked), CHANGED)


@pages.post("/text")
@allow(DESK)
def text() -> str:
    """Owe a text with the references of what was booked or found."""
    references, to = request.form.getlist("reference")[:MOST_PEOPLE], request.form.get("to", "")
    if not references:
        raise Unreadable(_("There is no booking with this reference."))
    asked = appointments.owe_texts(here(), references, to, language_asked(caller()), occasion())
    return render_template("_texted.html", to=asked, count=len(references))


def _times(asked: Party, when: When, *, is_lost: bool = False) -> str:
    clinic, supply = appointments.hold(here(), asked, clinic_id(), when)
    if supply.booking is not None:
        return done(asked, (supply.booking,), another=True)
    why = _(NEXT) if is_lost and supply.offers else appointments.why_none(supply, when)
    return render_template(
        "_times.html",
        clinic=clinic,
        party=asked,
        home=home(),
        offers=supply.offers,
        problem=" ".join(filter(None, (_(LOST) if is_lost else "", why))),
        until=here().now() + HOLD,
        latest=max((offer.starts_at for offer in supply.offers), default=None),
        when=when,
    )


def done(asked: Party, booked: tuple[Booking, ...], *, another: bool = False) -> str:
    """Show what is booked, or what somebody had already."""
    shown = {"bookings": booked, "place": asked.place, "another": another}
    return render_template("_done.html", party=asked, **shown)
