"""What somebody whom we rang can say: it is me, not me, later, tomorrow, no more."""

from dataclasses import replace

from ivr.actions.answers import with_answers
from ivr.actions.standing import stood
from ivr.menu import Pressed
from ivr.menus import callback
from ivr.scene import Scene, Shown
from ivr.talk import Line, Talk, do, go
from queueing import Place

CALLED_BACK, ROUNDS = "called_back", "rounds"
PUT_OFF = {"later_today": "callback-later-today", "tomorrow": "callback-tomorrow"}
TIMES = 3  # that it is said to who says nothing: then it was nobody, or a machine


def again_or_over(_scene: Scene, talk: Talk, menu: str) -> Pressed:
    """Say it again to silence, and then leave the ticket's place as it is: silence is never an agent's."""
    rounds = talk.answers.get(ROUNDS, 1) + 1
    if rounds > TIMES:
        return Pressed(talk, go(f"{menu}_missed"))
    return Pressed(with_answers(talk, **{ROUNDS: rounds}).but(slow=True), go(menu))


def called_back(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Go on with who pressed 1: to the booking menu, or to the head of the line."""
    place = _confirmed(scene, talk)
    if place is None:
        return Pressed(talk, go("callback_over"))
    says = "callback-head" if place.state == "waiting" else "callback-desk"
    talk = with_answers(stood(scene, talk, place), **{CALLED_BACK: says})
    return Pressed(talk, do("take_turn") if place.at_the_keypad else go("joined"))


def to_a_person(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Go on to a person with who pressed 0."""
    place = _confirmed(scene, talk)
    if place is None:
        return Pressed(talk, go("callback_over"))
    there = scene.places.to_person(scene.tx, place.id, scene.now) or place
    return Pressed(with_answers(stood(scene, talk, there), **{CALLED_BACK: "callback-head"}), go("joined"))


def wrong_person(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Apologise, and ring this number no more for this place."""
    return _over(scene, talk, None if talk.place is None else _wrong(scene, talk.place), "callback-wrong")


def put_off(scene: Scene, talk: Talk, outcome: str) -> Pressed:
    """Ring later today or tomorrow morning."""
    callbacks, place_id = scene.places.callbacks, talk.place
    place = None if place_id is None else callbacks.put_off(scene.tx, place_id, outcome, scene.now)
    return _over(scene, talk, place, PUT_OFF[outcome])


def no_more_calls(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Never ring this number again; the place is kept for their own call."""
    if scene.call.phone is not None:
        scene.touched.extend(scene.places.callbacks.no_calls(scene.tx, scene.call.phone, scene.now))
    return Pressed(talk, go("callback_over"), (Line("callback-no-more"),))


def who_was_lost(scene: Scene, talk: Talk) -> Shown:
    """Tell somebody whose talk broke off that this is why we ring: they have not asked for it."""
    if not _was_lost(scene, talk):
        return Shown(talk)
    me, *others = callback.MENU.choices
    return Shown(talk, (Line("callback-lost"),), (replace(me, says="callback-now"), *others))


def ticket_kept(scene: Scene, talk: Talk) -> Shown:
    """Say the ticket to a machine, or to nobody: of what it is for, nothing."""
    place = None if talk.place is None else scene.places.by_id(scene.tx, talk.place)
    ticket = (Line("callback-ticket", {"ticket": place.ticket}),) if place is not None else ()
    missed = "callback-lost-missed" if _was_lost(scene, talk) else "callback-missed"
    return Shown(talk, (Line(missed), *ticket))


def _was_lost(scene: Scene, talk: Talk) -> bool:
    return talk.place is not None and scene.places.callbacks.is_for_who_was_lost(scene.tx, talk.place)


def _wrong(scene: Scene, place_id: int) -> Place | None:
    return scene.places.callbacks.wrong_person(scene.tx, place_id, scene.now)


def _confirmed(scene: Scene, talk: Talk) -> Place | None:
    """Seat the caller; None where this call is not the place's any more."""
    if talk.place is None:
        return None
    place = scene.places.callbacks.confirmed(scene.tx, talk.place, scene.call.sid, scene.now)
    return place if place is not None and place.call_sid == scene.call.sid else None


def _over(scene: Scene, talk: Talk, place: Place | None, says: str) -> Pressed:
    if place is not None:
        scene.touched.append(place)
    return Pressed(talk.but(place=None), go("callback_over"), (Line(says),))
