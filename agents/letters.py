"""A letter for whoever has no mobile phone: what was booked, where, what to bring, how to change it."""

from flask import Blueprint, render_template, request

from agents import changes, tongue
from agents.asked import caller, language_asked
from agents.roles import DESK, allow
from agents.services import here
from booking_core import campaign_of

pages = Blueprint("letters", __name__, url_prefix="/bookings")


@pages.post("/letter")
@allow(DESK)
def letter() -> str:
    """Show one page to print for each booking, in the language of whoever reads it.

    It is posted, so that no reference stands in an address or a log.
    """
    bookings = changes.chosen(here(), request.form.getlist("booked"))
    language = language_asked(caller())
    said_in, bar = tongue.tongue(), render_template("_letter_bar.html", bookings=bookings, language=language)
    tongue.speak(language)
    with here().database.reading() as look:
        campaign = campaign_of(look)
    return render_template(
        "letter.html",
        bar=bar,
        said_in=said_in,
        bookings=bookings,
        campaign=campaign,
        bring=campaign.bring.get(language) if campaign else None,
        hotline=here().settings.hotline_number,
        today=here().now(),
    )
