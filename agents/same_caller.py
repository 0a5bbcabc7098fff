"""A form of a call that is over: it says for which place it was shown, and does nothing to another caller."""

from flask import Flask, request
from flask_login import current_user

from agents.errors import NoCaller
from agents.services import here

HEADER = "Fairline-Place"  # the id of the place; empty where nobody was at the desk
OVER = (
    "That call is over, or its caller is back in the line: nothing was changed. What you wrote is still here."
)


def watch(app: Flask) -> None:
    """Look at each form that says for whom it was shown."""
    app.before_request(judge)


def judge() -> None:
    """Refuse what was shown for a caller who is not at the desk of whoever asks any more."""
    shown_for = request.headers.get(HEADER)
    if shown_for is None or request.method != "POST" or not current_user.is_authenticated:
        return
    desks, agent = here().desks, current_user.name
    place = desks.place_of(agent) or desks.heard_of(agent)  # who is introduced sees of whom they hear
    if shown_for != (str(place.id) if place else ""):
        raise NoCaller(OVER)
