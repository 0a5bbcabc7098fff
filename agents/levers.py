"""The supervisor's levers on the screen: each asks why, and says what came of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from flask import Blueprint, render_template, request
from sqlalchemy import Connection

from agents import watched
from agents.abilities import LANGUAGES
from agents.errors import Unreadable
from agents.reasons import reason
from agents.roles import SUPERVISING, allow
from agents.services import Services, here, me
from agents.tongue import _
from queueing import BadAnnouncement, LineAway, LineState, levers, pausing

pages = Blueprint("levers", __name__, url_prefix="/board/levers")
Pull = Callable[[Connection, str, str, datetime], bool]  # with the reason, by whom, and when


@pages.post("/pause")
@allow(SUPERVISING)
def pause() -> str:
    """Give no turns for a while; callers hear one of three reasons."""
    says = request.form.get("says", "")
    if says not in pausing.ANNOUNCEMENTS:
        raise Unreadable("Choose what callers hear of the pause.")
    return _pulled("pause", lambda tx, *why: here().levers.pause(tx, says, *why))


@pages.post("/open")
@allow(SUPERVISING)
def open_again() -> str:
    """End a pause or an early close."""
    return _pulled("open", here().levers.open)


@pages.post("/close")
@allow(SUPERVISING)
def close() -> str:
    """Close the line for today."""
    return _pulled("close", here().levers.close_today)


@pages.post("/callbacks")
@allow(SUPERVISING)
def callbacks() -> str:
    """Offer callbacks, or offer no more of them."""
    offered = request.form.get("offered", "")
    if offered not in {"on", "off"}:
        raise Unreadable("Choose whether callbacks are offered.")
    return _pulled("callbacks", lambda tx, *why: here().levers.call_back(tx, *why, offered=offered == "on"))


@pages.post("/announce")
@allow(SUPERVISING)
def announce() -> str:
    """Put up an announcement until a time by the campaign's wall clock."""
    texts = {language: request.form.get(language, "") for language in LANGUAGES}
    until = _until(request.form.get("until", ""))
    return _pulled("announce", lambda tx, *why: here().levers.announce(tx, texts, until(tx), *why))


@pages.post("/take-down")
@allow(SUPERVISING)
def take_down() -> str:
    """Take down what is announced."""
    return _pulled("take_down", here().levers.take_down)


def _pulled(act: str, pull: Pull) -> str:
    """Pull a lever, and show where the levers stand then."""
    changed = pulled(here(), pull, request.form.get("reason", ""), me().name)
    stands, until = watched.levers(here()), watched.in_two_hours(here())
    shown = {"act": act, "changed": changed, "came": came_of(act, stands.state), "until": until}
    return render_template("_pulled.html", stands=stands, **shown)


def came_of(act: str, state: LineState) -> str:
    """Say what is true of the line after a lever was pulled."""
    if act == "open":
        return (
            _("Done. The line is open.") if state.gives_turns else _("Done. The hours of the campaign hold.")
        )
    if act == "close":
        return _("Done. The line is closed for today.")
    if act == "take_down":
        return _("Done. Callers do not hear it any more.")
    if act != "callbacks":
        return _("Done. Callers hear it from now on.")
    if state.calls_back:
        return _("Done. Callbacks are offered from now on.")
    return _("Done. No callback is offered from now on.")


def pulled(services: Services, pull: Pull, why: str, by: str) -> bool:
    """Pull a lever for a reason, tell the wait loop, and return whether that changed anything."""
    given = reason(why)
    try:
        changed = services.database.run(lambda tx: pull(tx, given, by, services.now()))
    except BadAnnouncement as error:
        raise Unreadable(str(error)) from error
    with suppress(LineAway):  # it is stored, and the clock tells the wait loop
        levers.tell(services.database, services.redis)
    return changed


def _until(text: str) -> Callable[[Connection], datetime]:
    """Return what reads a wall-clock time in the zone of the campaign."""
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise Unreadable("Give the day and the time at which the announcement ends.") from error
    return lambda tx: local.replace(tzinfo=watched.zone_of(tx))
