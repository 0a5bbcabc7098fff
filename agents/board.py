"""The supervisor's board, and what only a supervisor may do there."""

from flask import Blueprint, render_template, request

from agents import pieces, watched
from agents.errors import NoCaller, Refused, Unreadable
from agents.reasons import reason
from agents.roles import BOARD, SUPERVISING, allow
from agents.services import Services, here, me
from queueing import NotWaiting, Place, TooLongAHeadStart

pages = Blueprint("board", __name__, url_prefix="/board")
A_MINUTE = 60


@pages.get("/")
@allow(BOARD)
def page() -> str:
    """Show the line, the desks and what is left to book; levers to whoever may pull them."""
    until = watched.in_two_hours(here()) if me().account.role in SUPERVISING else None
    return render_template("board.html", pieces=pieces.of_board(), until=until)


@pages.post("/head-start")
@allow(SUPERVISING)
def head_start() -> str:
    """Let somebody stand earlier, for a reason that everybody who watches the line can read."""
    ticket = "".join(char for char in request.form.get("ticket", "") if char in "0123456789")
    minutes, why = _minutes(request.form.get("minutes", "")), reason(request.form.get("reason", ""))
    place = given(here(), me().name, ticket, minutes, why)
    return render_template("_head_start.html", given=place)


def given(services: Services, by: str, ticket: str, minutes: int, why: str) -> Place:
    """Give the place of a ticket a head start; refuse in words what cannot be."""
    now = services.now()
    with services.database.reading() as look:
        place = services.places.of_ticket(look, ticket)
    if place is None:
        raise NoCaller("No open place has this ticket.")
    try:
        moved = services.database.run(
            lambda tx: services.places.head_start(tx, place.id, minutes * A_MINUTE, why, by, now)
        )
    except TooLongAHeadStart as error:
        raise Unreadable(str(error)) from error
    except NotWaiting as error:
        raise Refused(str(error)) from error
    services.places.publish(moved, now)
    return moved


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2):  # noqa: PLR2004
        raise Unreadable("Give the head start in whole minutes, at most fifteen.")
    return int(text)
