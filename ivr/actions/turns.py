"""Turns: let in with units held, or waiting for them at the key; and the end of a seat."""

from ivr.actions.answers import with_answers
from ivr.actions.booked import remembered
from ivr.actions.hours import keep_place, waits
from ivr.actions.line import anew, resume
from ivr.actions.people import PEOPLE, born_on, people
from ivr.actions.registering import enrol
from ivr.actions.standing import placeless, stood, wish_of
from ivr.actions.where import asks_codes
from ivr.menu import HELPED, PERSON, WRONGS, Pressed, wrong
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go
from queueing import Entrance, Place, PlaceInUse, TooManyPlaces, birth_dates

TRIES = "turn_tries"
OF_THE_WISH = ("whom", PEOPLE, "region", "region_name")


def wished(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Let them in at once, or let them wait at their key for what they wish."""
    return _wished(scene, talk, take_over=False)


def wished_here(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Do the same on this telephone: they said that the place in use on another one is theirs."""
    return _wished(scene, talk, take_over=True)


def _wished(scene: Scene, talk: Talk, *, take_over: bool) -> Pressed:
    if asks_codes(scene, talk):
        return Pressed(talk, go("code"))
    state = scene.line_state()
    if state.registers:
        return enrol(scene, talk)
    if not state.is_open:
        return keep_place(scene, talk, None)
    try:
        found = _entered(scene, talk, take_over=take_over, straight=state.gives_turns)
    except PlaceInUse as theirs:
        return Pressed(with_answers(talk, in_use=theirs.place_id), go("wished_in_use"))
    except TooManyPlaces:
        return Pressed(talk, PERSON)
    return _inside(scene, talk, found)


def _inside(scene: Scene, talk: Talk, found: Entrance) -> Pressed:
    """Go on to the clinics where units are held; else wait for them."""
    if found.place is not None and found.booking is None and found.offer is None:
        return waits(scene, talk, found.place, Line("wait-for-units"))
    if found.place is not None:
        talk = stood(scene, talk, found.place)
    if found.booking is not None:
        return Pressed(remembered(scene, talk, (found.booking,)), go("already"))
    return Pressed(talk, go("clinic"))


def turn(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Begin the turn of a caller who was led here; one who comes too late goes on at their place."""
    place = scene.places.arrive(scene.tx, place_id, scene.call.sid, scene.now)
    if place is None or not place.at_the_keypad or place.call_sid != scene.call.sid:
        return resume(scene, talk, place_id)
    return Pressed(stood(scene, talk, place), go("turn"))


def take_turn(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Go on to the clinics; whoever called again gives a birth date first, before anything is named."""
    place = _place(scene, talk)
    if place is None:
        return Pressed(placeless(talk), go("main"))
    given = {each["birth_date"] for each in people(talk)}
    if given & birth_dates(place.wish):
        return _let_in(talk, place)
    return Pressed(talk, go("turn_birth"))


def turn_birth(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Judge the birth date of a caller whose turn came after a redial; the third wrong one is a person's."""
    place, born = _place(scene, talk), born_on(digits, scene.now.date())
    if place is None:
        return Pressed(placeless(talk), go("main"))
    if isinstance(born, Line):
        return wrong(talk, born)
    if born.isoformat() in birth_dates(place.wish):
        return _let_in(talk, place)
    talk = with_answers(talk, **{TRIES: talk.answers.get(TRIES, 0) + 1})
    if talk.answers[TRIES] >= WRONGS:
        return Pressed(talk, HELPED)
    return Pressed(talk, go("turn_birth"), (Line("turn-birth-unknown"),))


def seat_over(scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Tell a caller who was eight minutes in the booking menu that a person will help."""
    return Pressed(resume(scene, talk, place_id).talk, go("joined"), (Line("seat-over"),))


def moved(_scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Tell a telephone that its place goes on at another one."""
    return Pressed(with_answers(placeless(talk), in_use=place_id), go("moved"))


def in_use(_scene: Scene, talk: Talk) -> Found:
    """Ask whether the place in use on another telephone is theirs, before anybody loses anything."""
    place_id = talk.answers.get("in_use")
    if place_id is None:
        return Pressed(talk, go("main"))
    mine = Choice("1", "in-use-mine", do("resume_here", place_id))
    return Shown(talk, choices=(mine, Choice("2", "back-else", do("somebody_else"))))


def somebody_else(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Begin anew for somebody who shares the number."""
    return Pressed(anew(scene, talk), go("main"))


def _entered(scene: Scene, talk: Talk, **how: bool) -> Entrance:
    return scene.places.enter(scene.tx, scene.call.sid, wish_of(talk), talk.language, scene.now, **how)


def _place(scene: Scene, talk: Talk) -> Place | None:
    return None if talk.place is None else scene.places.by_id(scene.tx, talk.place)


def _let_in(talk: Talk, place: Place) -> Pressed:
    """Take the wish from the place: others may have joined it, or left it, since it was said."""
    wish = {name: place.wish[name] for name in OF_THE_WISH if name in place.wish}
    return Pressed(with_answers(talk, **wish), go("clinic"))
