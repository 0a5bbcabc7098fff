"""A booking opened: in the caller's card or under the search, with those made together with it."""

from flask import Response, make_response, render_template, request

from agents.asked import caller
from agents.deeds import deeds_of
from agents.services import here
from agents.tongue import _
from booking_core import Booking

CHANGED = {"HX-Trigger": "bookings-changed"}  # the card's own list looks again
INTO = ("found", "booking")  # where a booking is opened: under the search, or in the caller's card


def opened(found: list[Booking], said: str = "") -> str:
    """Show bookings that were made together, with what agents did to them."""
    with here().database.reading() as look:
        history = [(each.reference, it) for each in found for it in deeds_of(look, each.reference)]
    over = all(each.starts_at <= here().now() for each in found)
    shown = {"bookings": found, "history": history, "over": over, "said": said}
    return render_template("_booking.html", place=caller(), into=into_asked(), **shown)


def moved(found: list[Booking]) -> Response:
    """Show what was moved as it is now, instead of all that was opened: the old claim is gone."""
    said = _("Moved. The reference stays. Whoever has the old time by text gets the new one by itself.")
    return make_response(opened(found, said), CHANGED | {"HX-Retarget": f"#{into_asked()}"})


def into_asked() -> str:
    """Read where the booking is opened."""
    into = request.form.get("into", "")
    return into if into in INTO else INTO[0]
