"""What a form asks for, read once for all steps: for whom, where, in which language."""

from flask import request

from agents.abilities import LANGUAGES
from agents.desk import caller_of, party
from agents.errors import Unreadable
from agents.parties import Party, number_asked, people_asked, people_moved, typed
from agents.services import here, me
from agents.tongue import _
from queueing import Place

LONGEST_HOME = 120
LONGEST_ID = 9


def asked_party() -> Party:
    """Read whom the form is about: people, or those whose bookings it names."""
    moving = tuple(dict.fromkeys(request.form.getlist("booked")))
    if moving:
        return Party(desk_party(), people_moved(here(), moving), caller(), moving)
    place = caller_of(here(), me().name)
    phone = place.phone or number_asked(here(), request.form.get("number", ""))
    return Party(party(me().name, place), people_asked(here(), phone, typed(request.form)), place)


def desk_party() -> str:
    """Name what this desk holds: for its caller, or for somebody who was looked up without one."""
    place = caller()
    return party(me().name, place) if place else f"desk:{me().name}"


def caller() -> Place | None:
    """Return the place at the desk of whoever asks, if there is one."""
    return here().desks.place_of(me().name)


def language_asked(place: Place | None) -> str:
    """Read the language that somebody is written to in; without one it is the caller's."""
    given = request.form.get("language", "")
    return given if given in LANGUAGES else place.language if place else "en"


def occasion() -> str:
    """Name a minute of this desk: pressed twice is once, and asked for again later it is sent again."""
    return f"desk:{me().name}:{here().now():%Y%m%d%H%M}"


def home() -> str:
    """Read where they come from, as it was typed."""
    return request.form.get("home", "").strip()[:LONGEST_HOME]


def clinic_id() -> int:
    """Read which clinic is meant."""
    given = request.form.get("clinic", "")
    if not (given.isascii() and given.isdecimal()) or len(given) > LONGEST_ID:
        raise Unreadable(_("Choose a clinic first."))
    return int(given)
