"""A booking opened, from the caller's card or the search: moved, cancelled, put right, sent again."""

from flask import Blueprint, Response, make_response, render_template, request

from agents import changes
from agents.opened import CHANGED, into_asked, opened
from agents.roles import DESK, allow
from agents.services import here, me
from agents.tongue import _
from booking_core import Booking

pages = Blueprint("changing", __name__, url_prefix="/bookings")
NOT_FOR_THEM = "With this birth date they could not book at this clinic. The appointment stands."


@pages.post("/open")
@allow(DESK)
def open_booking() -> str:
    """Show a booking with those made together with it, and all that can be done."""
    return opened(changes.together(here(), request.form.get("claim", "")))


@pages.post("/cancelling")
@allow(DESK)
def cancelling() -> str:
    """Say in words what would be cancelled, and ask whether it shall be."""
    return render_template("_cancelling.html", going=_chosen(), into=into_asked())


@pages.post("/cancel")
@allow(DESK)
def cancel() -> Response:
    """Cancel what was asked about."""
    gone = changes.cancel(here(), request.form.getlist("booked"), me().name)
    return make_response(render_template("_cancelled.html", gone=gone, into=into_asked()), CHANGED)


@pages.post("/correcting")
@allow(DESK)
def correcting() -> str:
    """Show what is known of whose booking it is, to be put right."""
    (booking, *_others) = changes.together(here(), request.form.get("claim", ""))
    mine = next((each for each in (booking, *_others) if each.claim == request.form["claim"]), booking)
    return render_template("_correcting.html", booking=mine, into=into_asked())


@pages.post("/correct")
@allow(DESK)
def correct() -> Response:
    """Put right whose booking it is."""
    form = request.form
    right = (form.get("birth_date", ""), form.get("phone", ""))
    booking = changes.put_right(here(), form.get("claim", ""), *right, me().name)
    said = _("It is put right: nothing else has changed.")
    if not changes.is_eligible(here(), booking):
        said = f"{said} {_(NOT_FOR_THEM)}"
    return make_response(opened(changes.together(here(), booking.claim), said), CHANGED)


def _chosen() -> list[Booking]:
    return changes.chosen(here(), request.form.getlist("booked"))
