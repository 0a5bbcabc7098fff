"""A place found by its ticket; whether a ticket is unknown or a birth date wrong sounds the same."""

from dataclasses import replace

from booking_core import is_spoken_number
from ivr.actions.line import resume
from ivr.actions.opening import born_on
from ivr.menu import PERSON, WRONGS, Pressed, wrong
from ivr.scene import Scene
from ivr.talk import Line, Talk, go

TYPED, TRIES = "ticket_typed", "ticket_tries"


def ticket(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Take a ticket; the birth date is asked unless the place is known not to have one."""
    if not is_spoken_number(digits):
        return wrong(talk, Line("ticket-mistyped"))
    place = scene.places.by_ticket(scene.tx, digits, None)
    if place is not None:
        return resume(scene, talk, place.id)
    return Pressed(replace(talk, answers=talk.answers | {TYPED: digits}), go("ticket_birth"))


def ticket_birth(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Go on with the place of this ticket and birth date; the third time in vain, a person."""
    born = born_on(digits, scene.now.date())
    if born is None:
        return wrong(talk, Line("birth-impossible"))
    place = scene.places.by_ticket(scene.tx, talk.answers[TYPED], born)
    if place is not None:
        return resume(scene, talk, place.id)
    tries = talk.answers.get(TRIES, 0) + 1
    talk = replace(talk, answers=talk.answers | {TRIES: tries})
    if tries >= WRONGS:
        return Pressed(talk, PERSON, (Line("to-a-person"),))
    return Pressed(talk, go("ticket"), (Line("ticket-unknown"),))
