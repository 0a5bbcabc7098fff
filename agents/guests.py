"""Bringing somebody into the talk: a daughter, a friend, an interpreter."""

from flask import Blueprint, request

from agents import pieces
from agents.errors import Unreadable
from agents.roles import DESK, allow
from agents.services import Services, here, me
from booking_core import campaign_of, dialable

pages = Blueprint("guests", __name__, url_prefix="/desk")


@pages.post("/bring-in")
@allow(DESK)
def bring_in() -> str:
    """Ring a number into the talk."""
    brought_in(here(), me().name, request.form.get("number", ""))
    return pieces.my_strip()


@pages.post("/let-go")
@allow(DESK)
def let_go() -> str:
    """Let the guest go; the caller stays."""
    here().desks.dismiss(me().name, here().now())
    return pieces.my_strip()


def brought_in(services: Services, agent: str, text: str) -> None:
    """Ring somebody into the talk of a desk; refuse a number that we do not ring."""
    with services.database.reading() as look:
        campaign = campaign_of(look)
    found = dialable(text, campaign.countries if campaign else ("CA",))
    if found.number is None or found.number == services.settings.hotline_number:
        raise Unreadable("We do not ring this number. Enter one of this country with its area code.")
    services.desks.invite(agent, found.number, services.now())
