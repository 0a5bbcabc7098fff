"""The times: held before they are read out, and confirmed by the key that chooses one."""

from datetime import datetime
from typing import Any

from booking_core import AlreadyBooked, Changes, Clinic, Offer, Supply
from ivr.actions.answers import with_answers
from ivr.actions.booked import remembered
from ivr.actions.manage import MOVING
from ivr.actions.standing import placeless
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go


def times(scene: Scene, talk: Talk) -> Found:
    """Hold the earliest times of the clinic for everybody, and only then name them.

    Where there are none to be had, what was held for them before they came here is still theirs.
    """
    clinic = scene.bookings.releases.clinic(scene.tx, talk.answers.get("clinic", 0))
    if clinic is None:
        return Pressed(talk, go("region"))
    supply = _held(scene, talk, clinic)
    if supply.offers:
        where = {"clinic": clinic.name, "address": clinic.address}
        return _shown(talk, supply.offers, Line("clinic-only", where))
    if supply.booking is not None:
        return Pressed(remembered(scene, talk, (supply.booking,)), go("already"))
    if supply.reason == "no later times":
        return Pressed(with_answers(talk, after=None), go("times"), (Line("times-no-later"),))
    return Pressed(talk, go("code")) if supply.reason == "code needed" else _what_is_kept(scene, talk)


def others(_scene: Scene, talk: Talk, after: str) -> Pressed:
    return Pressed(with_answers(talk, after=after), go("times"))


def confirm(scene: Scene, talk: Talk, claim: str) -> Pressed:
    """Book the chosen time: from here on a hang-up loses nothing, and the place has been served."""
    try:
        booked = scene.bookings.confirm(scene.tx, claim, scene.people(talk), scene.now)
    except AlreadyBooked as already:
        return Pressed(remembered(scene, talk, (already.booking,)), go("already"))
    if booked is None:
        return Pressed(with_answers(talk, after=None), go("times"), (Line("times-gone"),))
    talk = remembered(scene, talk, booked)
    if talk.place is not None:
        place = scene.places.booked(scene.tx, talk.place, scene.now)
        scene.touched.extend([place] if place else [])
    return Pressed(placeless(talk), go("booked"))


def _what_is_kept(scene: Scene, talk: Talk) -> Found:
    kept = scene.bookings.held(scene.tx, scene.party(talk))
    if kept is None and MOVING in talk.answers:
        return Pressed(talk, go("manage"), (Line("move-nothing"),))
    if kept is None:
        return Pressed(talk, do("wished"))
    return _shown(
        talk, (kept,), Line("times-kept", {"clinic": kept.clinic.name, "address": kept.clinic.address})
    )


def _held(scene: Scene, talk: Talk, clinic: Clinic) -> Supply:
    after = talk.answers.get("after")
    asked: dict[str, Any] = {"party": scene.party(talk), "clinic": clinic, "now": scene.now}
    asked["after"] = datetime.fromisoformat(after) if after else None
    if MOVING in talk.answers:
        return Changes(scene.bookings.channel).hold(scene.tx, moving=talk.answers[MOVING], **asked)
    return scene.bookings.hold(scene.tx, people=scene.people(talk), **asked)


def _shown(talk: Talk, offers: tuple[Offer, ...], *lines: Line) -> Shown:
    book = "moved_to" if MOVING in talk.answers else "confirm"
    choices = [_choice(str(at), offer, book) for at, offer in enumerate(offers, start=1)]
    latest = max(offer.starts_at for offer in offers).isoformat()
    choices.append(Choice("4", "times-others", do("others", latest)))
    return Shown(talk, (*lines, Line("times-greet", {"count": len(offers)})), tuple(choices))


def _choice(key: str, offer: Offer, book: str) -> Choice:
    first, last = min(offer.local_times), max(offer.local_times)
    step, words = do(book, offer.claim), {"when": first.isoformat()}
    if first == last:
        return Choice(key, "times-choice", step, words)
    return Choice(key, "times-choice-apart", step, words | {"until": last.isoformat()})
