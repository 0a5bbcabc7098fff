"""What is booked already: heard, changed or cancelled, by whoever has shown that it is theirs."""

from collections.abc import Sequence
from datetime import date

from booking_core import Booking, Changes, NotBooked, prove, was_texted
from ivr.actions.answers import keep, with_answers
from ivr.actions.booked import TEXTED, remembered
from ivr.actions.listed import offered_to
from ivr.actions.people import PEOPLE, born_on
from ivr.menu import PERSON, Pressed, wrong
from ivr.notices import NOTICE, REMINDER
from ivr.scene import Found, Scene, Shown
from ivr.talk import Line, Talk, go

BORN, MOVING = "manage_born", "moving"


def manage_birth(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Look for what this number has booked for somebody of this birth date; else the reference is asked."""
    born = born_on(digits, scene.now.date())
    if isinstance(born, Line):
        return wrong(talk, born)
    talk = with_answers(keep(talk), **{BORN: born.isoformat()})
    if scene.call.phone is None:
        return Pressed(talk, go("manage_reference"))
    with_offer = offered_to(scene, talk, born)
    if with_offer is not None:
        return Pressed(with_offer, go("offer"))
    return _proven(scene, talk, None)


def manage_reference(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Look for a reference; one that does not exist sounds like one of somebody else's."""
    return _proven(scene, talk, digits)


def managed(_scene: Scene, talk: Talk) -> Found:
    """Say what they have, and what can be done with it."""
    told = talk.answers.get("bookings")
    if not told or MOVING not in talk.answers:
        return Pressed(talk, go("main"))
    first = told[0]
    seconds = {each["second"] for each in told if each["second"]}
    heads = (
        Line("appointment-place", {"clinic": first["clinic"], "address": first["address"]}),
        *(Line("appointment-when", {"when": when}) for when in sorted({each["when"] for each in told})),
        *(Line("second-when", {"when": when}) for when in sorted(seconds)),
    )
    return Shown(talk, heads)


def cancel(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Cancel what they were asked about twice; what is free then goes to the waiting list first."""
    Changes(scene.bookings.channel).cancel(scene.tx, talk.answers[MOVING], scene.now)
    return Pressed(keep(talk), go("main"), (Line("cancelled"),))


def move_here(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Look for another time at the same clinic."""
    return Pressed(with_answers(talk, after=None), go("times"))


def move_elsewhere(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Look for another clinic, wherever it is."""
    return Pressed(with_answers(talk, region=None, region_name="", after=None), go("clinic"))


def moved_to(scene: Scene, talk: Talk, claim: str) -> Pressed:
    """Take the new time for the old one; where it is gone meanwhile, the old one stands."""
    try:
        moved = Changes(scene.bookings.channel).move(scene.tx, claim, talk.answers[MOVING], scene.now)
    except NotBooked:  # somebody cancelled it meanwhile, here or at a desk
        return Pressed(keep(talk), go("main"), (Line("move-over"),))
    if moved is None:
        return Pressed(with_answers(talk, after=None), go("times"), (Line("times-gone"),))
    texted = all(was_texted(scene.tx, each.claim, scene.call.phone or "") for each in moved)
    talk = with_answers(remembered(scene, keep(talk), moved), **{TEXTED: texted})
    return Pressed(talk, go("booked"), (Line("changed"),))


def _proven(scene: Scene, talk: Talk, reference: str | None) -> Pressed:
    found = prove(
        scene.tx,
        call=scene.call.sid,
        phone=scene.call.phone,
        birth_date=date.fromisoformat(talk.answers[BORN]),
        now=scene.now,
        reference=reference,
    )
    if found.bookings:
        asked = "reminded" if talk.answers.get(NOTICE) == REMINDER else "manage"
        return Pressed(_theirs(scene, talk, found.bookings), go(asked))
    if found.reason == "slip":
        return wrong(talk, Line("reference-mistyped"))
    if found.reason == "too many":
        return Pressed(talk, PERSON, (Line("to-a-person"),))
    lines = () if reference is None else (Line("reference-unknown"),)
    return Pressed(talk, go("manage_reference"), lines)


def _theirs(scene: Scene, talk: Talk, bookings: Sequence[Booking]) -> Talk:
    """Keep what was booked together, so that both are moved or none."""
    party = Changes(scene.bookings.channel).together(scene.tx, bookings[0].claim) or list(bookings)
    people = [{"birth_date": each.birth_date.isoformat(), "code": None} for each in party]
    clinic = party[0].clinic
    answers = {MOVING: [each.claim for each in party], PEOPLE: people, "clinic": clinic.id}
    return with_answers(remembered(scene, talk, party), **answers)
