"""Registering for the opening draw: for whom, where, and what is kept for this number already."""

from dataclasses import replace

from ivr.actions.answers import keep, with_answers
from ivr.actions.hours import HEAR, KEPT, TICKET, front, keep_place, kept_for, local
from ivr.actions.pages import page
from ivr.actions.people import COUNT, PEOPLE, SEVERAL
from ivr.actions.standing import wish_of
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go
from queueing import NotKnown, Registration, RegistrationClosed, TooManyPlaces, WrongPeople

TICKET_END = 4


def before_opening(scene: Scene, talk: Talk) -> Found:
    """Offer to register; what is kept for this number already can be heard instead."""
    if not scene.line_state().registers:
        return front(scene, talk)
    known = scene.hours.registrations(scene.tx, scene.call.phone)
    heads = (Line("before-opening-known"),) if known else ()
    last = HEAR if known else replace(TICKET, key="4")
    return Shown(talk, (*heads, Line("before-opening")), (*REGISTER, last))


def register(_scene: Scene, talk: Talk, value: str) -> Pressed:
    """Begin a registration; with one person their date is read back beside the next question."""
    talk = with_answers(keep(talk), whom=value, **{PEOPLE: [], COUNT: 1})
    return Pressed(talk, go("how_many" if value == SEVERAL else "birth"))


def enrol(scene: Scene, talk: Talk) -> Pressed:
    """Register: from here on a hang-up loses nothing."""
    try:
        found = scene.hours.register(scene.tx, scene.call.sid, wish_of(talk), talk.language, scene.now)
    except RegistrationClosed:
        return keep_place(scene, talk, None)
    except NotKnown:
        return Pressed(talk, go("hidden"))
    except WrongPeople:
        return Pressed(talk, go("before_opening"), (Line("registered-wrong-people"),))
    except TooManyPlaces:
        return Pressed(talk, go("kept_places"), (Line("registered-too-many"),))
    before = () if found.is_new else (Line("registered-before"),)
    out = (Line("registered-left-out"),) if found.left_out else ()
    return kept_for(scene, talk, found.place, *before, *out)


def agree(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Take it that we may call, and say what is kept."""
    place = scene.hours.agree(scene.tx, talk.answers[KEPT], scene.now)
    scene.touched.extend([place] if place else [])
    return Pressed(talk, go("kept"))


def kept_places(scene: Scene, talk: Talk) -> Found:
    """Offer what is kept for this number; a single one is not asked about."""
    known = scene.hours.registrations(scene.tx, scene.call.phone)
    if len(known) == 1:
        return Pressed(talk, do("kept", known[0].place.id))
    choices = [_choice(each) for each in known]
    talk, shown = page(talk, "kept_places", choices, last=TICKET)
    return Shown(talk, choices=tuple(shown))


def kept(_scene: Scene, talk: Talk, place_id: int) -> Pressed:
    return Pressed(with_answers(talk, **{KEPT: place_id}), go("kept"))


def kept_words(scene: Scene, talk: Talk) -> Found:
    """Say what is kept: the registration's number or the place's ticket, when we open, and who calls whom."""
    found = scene.hours.registration(scene.tx, talk.answers.get(KEPT, 0))
    if found is None or not found.place.is_idle or found.place.carried_to is None:
        return front(scene, talk)
    opens, wish = local(scene, found.place.carried_to), found.place.wish
    where = (Line("kept-where", {"region": wish["region_name"]}),) if wish.get("region_name") else ()
    calls = Line("kept-call" if wish.get("callback") else _without_call(scene))
    choices = (OTHER, GIVE_UP) if scene.line_state().registers else (GIVE_UP,)
    return Shown(talk, (*_name(found, opens), *where, calls, Line("star-again")), choices)


def _without_call(scene: Scene) -> str:
    """Name what is said to who is not called: a hidden number is known again by its ticket only."""
    return "joined-hidden" if scene.call.phone is None else "kept-no-call"


def give_up(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Give up what is kept, as asked twice."""
    place = scene.places.leave(scene.tx, talk.answers[KEPT], scene.now)
    scene.touched.extend([place] if place else [])
    return Pressed(talk, front(scene, talk).step, (Line("given-up"),))


def resume_kept(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Look again whether the draw is over."""
    return Pressed(talk, do("resume", talk.answers[KEPT]))


def _choice(found: Registration) -> Choice:
    step = do("kept", found.place.id)
    if found.number is not None and found.rank is None:
        return Choice("", "kept-number", step, {"lot": str(found.number)})
    return Choice("", "back-several", step, {"digits": found.place.ticket[-TICKET_END:]})


def _name(found: Registration, opens: str) -> tuple[Line, ...]:
    if found.number is None or found.rank is not None:
        ticket = {"ticket": found.place.ticket}
        return (Line("kept-place", {"when": opens, **ticket}), Line("call-ticket-again", ticket))
    lot = {"lot": str(found.number)}
    return (
        Line("registered", lot),
        Line("registered-again", lot),
        Line("registered-draw", {"when": opens}),
    )


OTHER = Choice("1", "kept-other", go("before_opening"))
GIVE_UP = Choice("2", "kept-give-up", go("give_up"))
REGISTER = (
    Choice("1", "whom-self", do("register", "self")),
    Choice("2", "whom-other", do("register", "other")),
    Choice("3", "whom-several", do("register", SEVERAL)),
)
