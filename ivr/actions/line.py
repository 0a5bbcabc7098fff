"""A person, please: joining the line, going on with a place, leaving it."""

from dataclasses import replace

from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Line, Talk, go
from queueing import Place, PlaceClosed, TooManyPlaces

# What an agent may see of what the caller has already answered.
WISH = ("whom", "birth_date", "region", "region_name", "clinic", "clinic_name", "code", "booking")


def person(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Give the caller a place, once; whoever did not say that they are somebody else keeps the one held."""
    if talk.place is not None:
        return Pressed(talk, go("joined"), (Line("still-waiting"),))
    held = scene.places.held_for(scene.tx, scene.call.phone, scene.now)
    if talk.menu == "language" and held:
        return Pressed(talk, go("back"))
    mine = _theirs(held) if talk.menu == "back" else None
    return resume(scene, talk, mine.id) if mine else _join(scene, talk, held)


def _theirs(held: list[Place]) -> Place | None:
    """Return the place to go on with unasked: the only one, or the earliest with nobody on the phone."""
    return held[0] if len(held) == 1 else next((each for each in held if each.is_dropped), None)


def _join(scene: Scene, talk: Talk, held: list[Place]) -> Pressed:
    wish = {name: talk.answers[name] for name in WISH if name in talk.answers}
    try:
        place = scene.places.join(scene.tx, scene.call.sid, wish, talk.language, scene.now, take_over=True)
    except TooManyPlaces:  # so one is kept with nobody on the phone
        return resume(scene, talk, next(each.id for each in held if each.is_dropped))
    return Pressed(_stand(scene, talk, place), go("joined"))


def resume(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Go on with a place at its old key."""
    try:
        place = scene.places.resume(scene.tx, place_id, scene.call.sid, scene.now, take_over=True)
    except PlaceClosed:
        return Pressed(talk, go("main"))
    return Pressed(_stand(scene, talk, place), go("joined"))


def ticket(scene: Scene, talk: Talk) -> Found:
    """Say the ticket twice; whoever hides their number hears how it is found again."""
    if "ticket" not in talk.answers:
        return Pressed(talk, go("main"))
    words = {"ticket": talk.answers["ticket"]}
    hidden = (Line("joined-hidden"),) if scene.call.phone is None else ()
    return Shown(talk, (Line("joined", words), Line("joined-again", words), *hidden))


def leave(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Give the place up, as asked twice."""
    return Pressed(_leave(scene, talk), go("main"), (Line("left"),))


def goodbye(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """End the call; whoever has booked no longer stands in the line."""
    return Pressed(_leave(scene, talk), go("goodbye"))


def _stand(scene: Scene, talk: Talk, place: Place) -> Talk:
    scene.touched.append(place)
    return replace(talk, place=place.id, answers=talk.answers | {"ticket": place.ticket})


def _leave(scene: Scene, talk: Talk) -> Talk:
    if talk.place is None:
        return talk
    place = scene.places.leave(scene.tx, talk.place, scene.now)
    if place is not None:
        scene.touched.append(place)
    answers = {name: value for name, value in talk.answers.items() if name != "ticket"}
    return replace(talk, place=None, answers=answers)
