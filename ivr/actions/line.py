"""A person, please: joining the line, going on with a place, leaving it."""

from dataclasses import replace

from ivr.actions.answers import with_answers
from ivr.actions.hours import KEPT, carried, waits
from ivr.actions.standing import placeless, stood, wish_of
from ivr.menu import FOR_ALL, Pressed
from ivr.menus import joined
from ivr.scene import Found, Scene, Shown
from ivr.talk import LANGUAGES, Choice, Line, Talk, do, go
from queueing import RELAY, Place, PlaceClosed, PlaceInUse, TooManyPlaces

ASKED_WHOSE = frozenset({"in_use", "moved", "wished_in_use"})


def person(scene: Scene, talk: Talk, how: str | None) -> Pressed:
    """Lead to a person, and say so where that was not the caller's own key; `how` is as the menus say it."""
    led = _to_a_person(scene, talk)
    closed = led.step == go("closed")
    said = "nobody-here" if closed else "to-a-person" if how else ""
    languages = LANGUAGES if how == FOR_ALL.value else ("",)
    return replace(led, lines=(*(Line(said, language=each) for each in languages if said), *led.lines))


def _to_a_person(scene: Scene, talk: Talk) -> Pressed:
    """Give the caller a place, once; whoever did not say that they are somebody else keeps the one held."""
    if talk.place is not None:
        return _at_their_place(scene, talk, talk.place)
    if not scene.line_state().is_open:
        return Pressed(talk, go("closed"))
    held = _held(scene) if talk.menu in {"language", "back"} else []
    if talk.menu == "language" and held:
        return Pressed(talk, go("back"))
    mine = _theirs(held) if talk.menu == "back" else None
    return resume(scene, talk, mine.id) if mine else _join(scene, talk)


def resume(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Go on with a place at its key; where somebody is on the phone at it, they are asked first."""
    return _resumed(scene, talk, place_id, take_over=False)


def resume_here(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Go on with a place that was in use on another telephone: they said that it is theirs."""
    return _resumed(scene, talk, place_id, take_over=True)


def ticket(scene: Scene, talk: Talk) -> Found:
    """Say the ticket twice; whoever hides their number hears how it is found again."""
    if "ticket" not in talk.answers:
        return Pressed(talk, go("main"))
    if "called_back" in talk.answers:
        return Shown(talk, (Line(talk.answers["called_back"]),), _offered(scene))
    words = {"ticket": talk.answers["ticket"]}
    hidden = (Line("joined-hidden"),) if scene.call.phone is None else ()
    return Shown(talk, (Line("joined", words), Line("joined-again", words), *hidden), _offered(scene))


def _offered(scene: Scene) -> tuple[Choice, ...]:
    """Return what is offered beside the ticket: no callback while none is promised."""
    every = joined.MENU.choices
    return every if scene.line_state().calls_back else tuple(c for c in every if c.step != do("call_me"))


def quiet(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Wait with a soft tone instead of music, or with music again."""
    talk = talk.but(quiet=not talk.quiet)
    return Pressed(talk, go("joined"), (Line("wait-quiet" if talk.quiet else "wait-music", {"key": "3"}),))


def relay(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Take twice the time for who calls through a relay service, or no longer; their place is told too."""
    talk = talk.but(relay=not talk.relay)
    held = None if talk.place is None else scene.places.by_id(scene.tx, talk.place)
    if held is not None and not held.is_final:
        wish = held.wish | {RELAY: talk.relay}
        place = scene.places.wish(scene.tx, held.id, wish, scene.now)
        scene.touched.extend([place] if place else [])
    return Pressed(talk, go(talk.menu), (Line("relay-on" if talk.relay else "relay-off", {"key": "7"}),))


def relanguage(scene: Scene, talk: Talk, value: str) -> Pressed:
    """Go on in another language; who waits for a person waits for one who speaks it, at the same key."""
    held = None if talk.place is None else scene.places.by_id(scene.tx, talk.place)
    if held is not None and not held.is_final:
        place = scene.places.wish(scene.tx, held.id, held.wish, scene.now, language=value)
        scene.touched.extend([place] if place else [])
    return Pressed(talk.but(language=value), go("joined"))


def leave(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Give the place up, as asked twice."""
    return Pressed(_leave(scene, talk), go("main"), (Line("left"),))


def goodbye(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """End the call; whoever has booked no longer stands in the line."""
    return Pressed(_leave(scene, talk), go("goodbye"))


def _at_their_place(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    if talk.menu.startswith("callback"):
        return Pressed(talk, do("to_a_person"))
    place = scene.places.to_person(scene.tx, place_id, scene.now)
    if place is None or place.is_final:
        return _to_a_person(scene, placeless(talk))
    return waits(scene, talk, place, Line("still-waiting"))


def _held(scene: Scene) -> list[Place]:
    return scene.places.held_for(scene.tx, scene.call.phone)


def _theirs(held: list[Place]) -> Place | None:
    """Return the place to go on with unasked: the only one, or the earliest with nobody on the phone."""
    return held[0] if len(held) == 1 else next((each for each in held if each.is_dropped), None)


def _join(scene: Scene, talk: Talk) -> Pressed:
    try:
        place = scene.places.join(scene.tx, scene.call.sid, wish_of(talk), talk.language, scene.now)
    except PlaceInUse as theirs:
        if talk.menu in ASKED_WHOSE:
            return _join(scene, anew(scene, talk).but(menu="main"))
        return Pressed(_asked_about(talk, theirs.place_id), go("in_use"))
    except TooManyPlaces:  # so one is kept with nobody on the phone
        return resume(scene, talk, next(each.id for each in _held(scene) if not each.is_live))
    if scene.holds:
        scene.bookings.release(scene.tx, scene.call.sid, scene.now)
    return waits(scene, talk, place)


def anew(scene: Scene, talk: Talk) -> Talk:
    """Begin anew for somebody who shares the number, and did not say that the place in use is theirs."""
    scene.places.begin_anew(scene.tx, scene.call.sid, scene.now)
    return talk.but(answers={})


def _resumed(scene: Scene, talk: Talk, place_id: int, *, take_over: bool) -> Pressed:
    held = scene.places.by_id(scene.tx, place_id)
    if held is not None and held.is_idle and not scene.line_state().is_open:
        return carried(scene, talk, held)
    try:
        place = scene.places.resume(scene.tx, place_id, scene.call.sid, scene.now, take_over=take_over)
        place = _spoken_at(scene, talk, place)
    except PlaceClosed:
        return _followed(scene, talk, place_id)
    except PlaceInUse:
        return Pressed(_asked_about(talk, place_id), go("in_use"))
    if place.state == "registered":  # its opening has come, and the clock draws just now
        return Pressed(with_answers(talk, **{KEPT: place_id}), go("drawing"))
    if place.at_the_keypad:
        return Pressed(stood(scene, talk, place), go("turn"))
    return waits(scene, talk, place, *_lot(scene, held))


def _spoken_at(scene: Scene, talk: Talk, place: Place) -> Place:
    """Let a place wait for somebody who speaks the language in which its caller goes on.

    Raises PlaceClosed and PlaceInUse, as `resume` does, where its people turn out to stand at an earlier one.
    """
    if place.language == talk.language or place.state != "waiting":
        return place
    told = scene.places.wish(scene.tx, place.id, place.wish, scene.now, language=talk.language) or place
    return replace(told, moved_from=place.moved_from, also=(*place.also, *told.also))


def _lot(scene: Scene, held: Place | None) -> tuple[Line, ...]:
    """Say to somebody who calls for the first time since the draw how it came out for them."""
    found = scene.hours.registration(scene.tx, held.id) if held is not None and held.was_drawn else None
    if found is None or found.rank is None:
        return ()
    return (Line("drawn-rank", {"position": found.rank, "count": found.drawn}),)


def _followed(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Lead on to where the people of a closed place stand now, if they stand anywhere."""
    there = scene.places.joined_to(scene.tx, place_id)
    if there is None or there.is_final:
        return Pressed(placeless(talk), go("main"))
    return Pressed(talk, do("resume", there.id))


def _asked_about(talk: Talk, place_id: int) -> Talk:
    return with_answers(talk, in_use=place_id)


def _leave(scene: Scene, talk: Talk) -> Talk:
    if talk.place is None:
        return talk
    place = scene.places.leave(scene.tx, talk.place, scene.now)
    if place is not None:
        scene.touched.append(place)
    return placeless(talk)
