"""The steps of the waiting list, each a piece of a page: put on it, offered, taken off it."""

from datetime import date

from flask import Blueprint, Response, make_response, render_template, request

from agents import changes, waiting_list
from agents.asked import asked_party, home, language_asked
from agents.booking import done
from agents.errors import Unreadable
from agents.opened import CHANGED, moved
from agents.parties import Party
from agents.roles import DESK, allow
from agents.services import here
from agents.tongue import _
from agents.waiting_list import Asked

pages = Blueprint("listing", __name__, url_prefix="/desk/list")
LONGEST_ID = 9


@pages.post("/")
@allow(DESK)
def show() -> str:
    """Show whether they are on the list, and the form that puts them there."""
    asked = asked_party()
    waiting_list.heard_of(here(), asked)
    return _shown(asked)


@pages.post("/join")
@allow(DESK)
def join() -> str:
    """Put them on the list, or change what they wait for."""
    asked, form = asked_party(), request.form
    how = Asked(
        where=form.get("where", ""),
        not_before=_day("not_before"),
        not_after=_day("not_after"),
        phone=form.get("phone", ""),
        language=language_asked(asked.place),
    )
    waiting_list.join(here(), asked, how)
    return _shown(asked)


@pages.post("/leave")
@allow(DESK)
def leave() -> str:
    """Take them off the list."""
    asked, given = asked_party(), request.form.get("entry", "")
    if given.isascii() and given.isdecimal() and len(given) <= LONGEST_ID:
        waiting_list.leave(here(), asked, int(given))
    return _shown(asked)


@pages.post("/accept")
@allow(DESK)
def accept() -> Response:
    """Book what is kept for them."""
    asked, claim = asked_party(), request.form.get("claim", "")
    booked = waiting_list.accept(here(), asked, claim)
    is_new = booked[0].claim == claim
    if is_new and asked.moving:
        return moved(changes.together(here(), claim))
    return make_response(done(asked, booked, another=not is_new), CHANGED)


@pages.post("/decline")
@allow(DESK)
def decline() -> str:
    """Leave what is kept for them to the next."""
    asked = asked_party()
    waiting_list.decline(here(), asked, request.form.get("claim", ""))
    return _shown(asked)


def _day(field: str) -> date | None:
    """Read a day that bounds what they would take; one that cannot be read is not left out in silence."""
    try:
        return date.fromisoformat(text) if (text := request.form.get(field, "").strip()) else None
    except ValueError:
        raise Unreadable(_("There is no such date: ask for it once more.")) from None


def _shown(asked: Party) -> str:
    entries, areas = waiting_list.entries(here(), asked), waiting_list.everywhere(here())
    return render_template("_listed.html", party=asked, home=home(), entries=entries, areas=areas)
