"""What an agent does at the desk besides taking callers: a break, more time, hold, mute, hanging up."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from agents import pieces
from agents.errors import Refused, Unreadable
from agents.roles import DESK, SUPERVISING, allow
from agents.services import here, me
from agents.tongue import tongue
from queueing import BREAKS

pages = Blueprint("acts", __name__, url_prefix="/desk")


@pages.post("/break")
@allow(DESK)
def pause() -> str:
    """Take a break for a reason: now, or after the call."""
    here().desks.pause(me().name, here().now(), reason_for_break(request.form.get("reason", "")))
    return pieces.my_strip()


@pages.post("/hold")
@allow(DESK)
def hold() -> str:
    """Put the caller on hold, or end that."""
    here().desks.hold(me().name, here().now(), on=_asked())
    return pieces.my_strip()


@pages.post("/mute")
@allow(DESK)
def mute() -> str:
    """Mute the caller, or end that."""
    here().desks.mute(me().name, here().now(), on=_asked())
    return pieces.my_strip()


@pages.post("/hang-up")
@allow(DESK)
def hang_up() -> str:
    """End the talk: the caller hears a goodbye, and the agent writes down what came of it."""
    here().desks.hang_up(me().name, here().now())
    return pieces.my_strip()


@pages.post("/test-phone")
@allow(DESK)
def test_phone() -> str:
    """Hear a sentence on the agent's own phone, in the language of the screen."""
    phone_tested()
    return pieces.my_strip()


def phone_tested() -> None:
    """Let whoever asks hear a sentence on their phone."""
    here().desks.test_phone(me().name, me().account.endpoint, tongue(), here().now())


@pages.post("/call-back")
@allow(DESK)
def call_back() -> str:
    """Call the caller back who was lost in mid-talk."""
    here().desks.call_back(me().name, here().now())
    return pieces.my_strip()


@pages.post("/hand")
@allow(DESK)
def hand() -> str:
    """Ask a supervisor for help, or not any more."""
    here().desks.hand(me().name, here().now(), up=_asked())
    return pieces.my_strip()


@pages.post("/others-hand")
@allow(SUPERVISING)
def lower() -> Response:
    """Lower the hand of an agent who was helped."""
    agent = request.form.get("agent", "")
    with here().database.reading() as look:
        if agent not in {desk.agent for desk in here().desks.all(look)}:
            raise Refused("There is no such desk. Load this page again.")
    here().desks.hand(agent, here().now(), up=False)
    return Response(status=204)


def _asked() -> bool:
    """Return what the button asked for, on or off: pressed twice by mistake, it is once."""
    return request.form.get("on") == "1"


def reason_for_break(words: str) -> str:
    """Return the reason; refuse one that nobody could count."""
    if words not in BREAKS:
        raise Unreadable("Choose what the break is for.")
    return words


@pages.post("/longer")
@allow(DESK)
def longer() -> str:
    """Have 45 more seconds to wrap up; the press says which end it saw, so that two are not twice."""
    until = request.form.get("until", "")
    if not (until.isascii() and until.isdigit() and len(until) <= 11):  # noqa: PLR2004
        raise Unreadable("Say until when the wrap-up lasts so far.")
    here().desks.extend(me().name, datetime.fromtimestamp(int(until), UTC), here().now())
    return pieces.my_strip()
