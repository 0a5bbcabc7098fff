"""The waiting list by telephone: what is kept for somebody is taken, or left to the next."""

from datetime import date

from booking_core import AlreadyBooked, Offer, Person, Waitlist
from ivr.actions.answers import keep, with_answers
from ivr.actions.booked import remembered
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Line, Talk, go

OFFER = "offer"
LISTED = Waitlist("phone")


def offered_to(scene: Scene, talk: Talk, born: date) -> Talk | None:
    """Return the talk with the offer that this number has for this birth date; None where there is none."""
    phone = scene.call.phone
    entry = LISTED.of(scene.tx, Person(born, phone))
    if entry is None and phone is not None:
        entry = LISTED.told(scene.tx, phone, born)
    if entry is not None:
        LISTED.wake(scene.tx, entry.id, scene.now)  # who was not reached is here now
    return None if entry is None or entry.claim is None else with_answers(talk, **{OFFER: entry.claim})


def offered(scene: Scene, talk: Talk) -> Found:
    """Say what is kept for them, where and when."""
    offer = _offer(scene, talk)
    if offer is None:
        return Pressed(keep(talk), go("main"), (Line("offer-over"),))
    place = {"clinic": offer.clinic.name, "address": offer.clinic.address}
    when = Line("offer-when", {"when": offer.local.isoformat()})
    return Shown(talk, (when, Line("appointment-place", place)))


def accept(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Book what was kept for them, instead of what they had where they wished for that."""
    try:
        booked = LISTED.accept(scene.tx, talk.answers[OFFER], scene.now)
    except AlreadyBooked as already:
        return Pressed(remembered(scene, talk, (already.booking,)), go("already"))
    if booked is None:
        return Pressed(keep(talk), go("main"), (Line("offer-over"),))
    return Pressed(remembered(scene, keep(talk), booked), go("booked"))


def decline(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Leave it to the next; their own key on the list stays."""
    LISTED.decline(scene.tx, talk.answers[OFFER], scene.now)
    return Pressed(keep(talk), go("main"), (Line("offer-left"),))


def _offer(scene: Scene, talk: Talk) -> Offer | None:
    found = LISTED.offered(scene.tx, talk.answers.get(OFFER, ""))
    return None if found is None else found[1]
