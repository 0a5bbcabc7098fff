"""Whether the line is open: where a call begins, and what is said while it is closed or closing."""

from datetime import datetime

from ivr.actions.answers import with_answers
from ivr.actions.people import people
from ivr.actions.standing import placeless, stood, wish_of
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go
from queueing import LineState, NoOpening, Place, TooManyPlaces

KEPT = "kept"  # the answer that names the place that is kept for an opening
PAUSES = {
    "technical": "paused-technical",
    "emergency": "paused-emergency",
    "supply": "paused-supply",
}
KEEP = Choice("1", "closed-keep", do("keep_place"))
TICKET = Choice("2", "main-ticket", go("ticket"))
MANAGE = Choice("3", "main-manage", go("manage_birth"))
HEAR = Choice("4", "kept-hear", go("kept_places"))


def front(scene: Scene, talk: Talk) -> Pressed:
    """Begin with the places held for this number, or with what can be done before the opening."""
    state = scene.line_state()
    if state.is_open:
        return Pressed(talk, go("back"), _news(scene, state))
    return Pressed(talk, go("before_opening" if state.registers else "closed"))


def closed(scene: Scene, talk: Talk) -> Found:
    """Say until when the line is closed, and offer a place where one can be kept."""
    state = scene.line_state()
    if state.is_open:
        return front(scene, talk)
    if state.until is None:
        return Shown(talk, (Line("closed-unknown"),), (TICKET, MANAGE))
    until = Line("closed-until", {"when": local(scene, state.until)})
    if state.registers_from is not None:
        begins = Line("closed-registers", {"when": local(scene, state.registers_from)})
        return Shown(talk, (until, begins), (TICKET, MANAGE))
    if scene.hours.registrations(scene.tx, scene.call.phone):
        return Shown(talk, (Line("before-opening-known"), until), (KEEP, TICKET, MANAGE, HEAR))
    return Shown(talk, (until,), (KEEP, TICKET, MANAGE))


def keep_place(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Keep a place for the opening, and ask whether we may call then."""
    try:
        place = scene.hours.keep(scene.tx, scene.call.sid, _wish(talk), talk.language, scene.now)
    except NoOpening:
        return front(scene, talk)
    except TooManyPlaces:
        return Pressed(talk, go("kept_places"), (Line("registered-too-many"),))
    return kept_for(scene, talk, place)


def kept_for(scene: Scene, talk: Talk, place: Place, *lines: Line) -> Pressed:
    """Let a caller go whose place is kept for an opening; a callback is offered where there is a number."""
    scene.touched.append(place)
    talk = with_answers(placeless(talk), **{KEPT: place.id})
    return Pressed(talk, go("may_we_call" if _may_ask(scene, place) else "kept"), lines)


def _may_ask(scene: Scene, place: Place) -> bool:
    """Tell whether to offer a callback: on this very telephone, if it can be rung and is not to be yet."""
    if place.phone is None or place.phone != scene.call.phone:
        return False
    if place.state == "promised" or place.wish.get("callback") or not scene.line_state().calls_back:
        return False
    return scene.places.callbacks.judge(scene.tx, place.phone, scene.ours).number is not None


def waits(scene: Scene, talk: Talk, place: Place, *lines: Line) -> Pressed:
    """Let a caller wait at a place; where the line is closing and will not reach them, say so and keep it."""
    state = scene.line_state()
    if not state.is_open:
        return carried(scene, talk, place)
    judged = scene.hours.let_in(scene.tx, place, scene.now, state)
    if judged.carried_to is not None and judged.carried_to > scene.now:
        return kept_for(scene, talk, judged, Line("closing-carried"))
    return Pressed(stood(scene, talk, place), go("joined"), lines)


def carried(scene: Scene, talk: Talk, place: Place) -> Pressed:
    """Tell a caller whose line is closed that their place is kept for the opening."""
    try:
        kept = scene.hours.carry_over(scene.tx, place.id, scene.now) or place
    except NoOpening:
        return Pressed(placeless(talk), go("closed"))
    was_waiting = (Line("closed-carried"),) if talk.menu == "joined" else ()
    return kept_for(scene, talk, kept, *was_waiting)


def local(scene: Scene, instant: datetime) -> str:
    """Return an instant as the campaign's own time, for a prompt."""
    return instant.astimezone(scene.zone).isoformat()


def paused(state: LineState) -> tuple[Line, ...]:
    """Return why nobody can book for a moment, where a supervisor has said so."""
    return (Line(PAUSES[state.pause]),) if state.pause in PAUSES else ()


def _news(scene: Scene, state: LineState) -> tuple[Line, ...]:
    if state.is_closing and state.until is not None:
        return (*paused(state), Line("closing-soon", {"until": local(scene, state.until)}))
    return paused(state)


def _wish(talk: Talk) -> dict[str, object]:
    return wish_of(talk) if people(talk) else {**wish_of(talk), "seat": "desk"}
