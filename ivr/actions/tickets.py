"""A place found by its ticket; whether a ticket is unknown or a birth date wrong sounds the same."""

from booking_core import is_spoken_number
from ivr.actions.answers import with_answers
from ivr.actions.line import resume
from ivr.actions.people import born_on
from ivr.menu import PERSON, Pressed, wrong
from ivr.scene import Scene
from ivr.talk import Line, Talk, go
from queueing import TooManyTries

TYPED = "ticket_typed"


def ticket(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Take a ticket; the birth date is asked unless the place is known not to have one."""
    if not is_spoken_number(digits):
        return wrong(talk, Line("ticket-mistyped"))
    try:
        place = scene.places.typed_ticket(scene.tx, digits, scene.call.sid, scene.now)
    except TooManyTries:
        return _to_a_person(talk)
    if place is not None:
        return resume(scene, talk, place.id)
    return Pressed(with_answers(talk, **{TYPED: digits}), go("ticket_birth"))


def ticket_birth(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Go on with the place of this ticket and birth date; too often in vain, a person."""
    born = born_on(digits, scene.now.date())
    if isinstance(born, Line):
        return wrong(talk, born)
    try:
        place = scene.places.claim_ticket(scene.tx, talk.answers[TYPED], born, scene.call.sid, scene.now)
    except TooManyTries:
        return _to_a_person(talk)
    if place is not None:
        return resume(scene, talk, place.id)
    return Pressed(talk, go("ticket"), (Line("ticket-unknown"),))


def _to_a_person(talk: Talk) -> Pressed:
    return Pressed(talk, PERSON, (Line("to-a-person"),))
