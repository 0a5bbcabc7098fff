"""Passing the caller on: to whom, and what the next colleague should know."""

from flask import Blueprint, request

from agents import desk, pieces
from agents.abilities import LANGUAGES, SKILL
from agents.accounts import NAME, account_named
from agents.errors import Refused, Unreadable
from agents.roles import DESK, allow
from agents.services import Services, here, me
from agents.tongue import _

pages = Blueprint("passing", __name__, url_prefix="/desk")


@pages.post("/pass-on")
@allow(DESK)
def pass_on() -> str:
    """Pass the caller on, as the form says."""
    form = request.form
    passed(here(), me().name, form.get("language", ""), form.get("skill", ""), form.get("note", ""))
    return pieces.my_strip() + desk.caller_section(swap=True)


@pages.post("/hand-over")
@allow(DESK)
def hand_over() -> str:
    """Offer the caller to the colleague whom the form names."""
    handed(here(), me().name, request.form.get("to", ""), request.form.get("note", ""))
    return pieces.my_strip()


@pages.post("/introduce")
@allow(DESK)
def introduce() -> str:
    """Offer the caller to the colleague whom the form names, who comes into the call first."""
    introduced(here(), me().name, request.form.get("to", ""), request.form.get("note", ""))
    return pieces.my_strip()


@pages.post("/complete")
@allow(DESK)
def complete() -> str:
    """Leave the caller with the colleague who is in the call."""
    left(here(), me().name)
    return pieces.my_strip() + desk.caller_section(swap=True)


@pages.post("/part")
@allow(DESK)
def part() -> str:
    """End an introduction: the caller stays with who has them."""
    here().desks.part(me().name, here().now())
    return pieces.my_strip() + desk.caller_section(swap=True)


def introduced(services: Services, agent: str, to: str, note: str) -> None:
    """Offer the caller of a desk to a colleague, who comes into the call first."""
    services.desks.introduce(agent, _named(services, to), desk.plain(note.strip()), services.now())


def left(services: Services, agent: str) -> None:
    """Leave the caller of a desk with the colleague in the call, and let go of what was held for them."""
    place, now = services.desks.place_of(agent), services.now()
    if services.desks.complete(agent, now) is not None and place is not None:
        services.database.run(lambda tx: services.bookings.release(tx, desk.party(agent, place), now))


def _named(services: Services, to: str) -> str:
    if not NAME.fullmatch(to):
        raise Unreadable(_("Choose a colleague who is free. The caller is still with you."))
    with services.database.reading() as look:
        known = account_named(look, to) is not None
    if not known and services.desks.state(to) is None:
        raise Refused("There is no such colleague. The caller is still with you.")
    return to


def handed(services: Services, agent: str, to: str, note: str) -> None:
    """Offer the caller of a desk to a colleague; they stay in talk until it is taken."""
    services.desks.hand_over(agent, _named(services, to), desk.plain(note.strip()), services.now())


def passed(services: Services, agent: str, language: str, skill: str, note: str) -> None:
    """Let the caller of a desk wait at their key for a language and a skill; refuse what nobody has."""
    if language not in LANGUAGES:
        raise Unreadable("Choose the language in which the caller goes on.")
    if skill and not SKILL.fullmatch(skill):
        raise Unreadable("A skill is one word of small letters, digits or underscores, for example relay.")
    place, now = desk.caller_of(services, agent), services.now()
    services.desks.pass_on(agent, language, skill, desk.plain(note.strip()), now)
    services.database.run(lambda tx: services.bookings.release(tx, desk.party(agent, place), now))
