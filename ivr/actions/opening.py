"""The first questions: language, a place held from before, for whom, and the birth date."""

from dataclasses import replace
from datetime import date

from ivr.actions.pages import page
from ivr.menu import Pressed, wrong
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go

OLDEST = 125
TICKET_END = 4


def language(_scene: Scene, talk: Talk, value: str) -> Pressed:
    return Pressed(replace(talk, language=value), go("back"))


def held_places(scene: Scene, talk: Talk) -> Found:
    """Offer the places held for this number, if there are any; the end of a ticket names nothing private."""
    held = scene.places.held_for(scene.tx, scene.call.phone, scene.now)
    if not held:
        return Pressed(talk, go("main"))
    says = "back-one" if len(held) == 1 else "back-several"
    choices = [Choice("", says, do("resume", p.id), {"digits": p.ticket[-TICKET_END:]}) for p in held]
    talk, shown = page(talk, "back", choices, last=Choice("", "back-else", go("main")))
    return Shown(talk, choices=tuple(shown))


def book(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    return Pressed(talk, go("whom"))


def whom(_scene: Scene, talk: Talk, value: str) -> Pressed:
    """Begin with one person; what was answered for another does not hang over."""
    kept = {name: talk.answers[name] for name in ("ticket",) if name in talk.answers}
    return Pressed(replace(talk, answers=kept | {"whom": value}), go("birth"))


def birth_words(_scene: Scene, talk: Talk) -> Shown:
    says = "birth-other" if talk.answers.get("whom") == "other" else "birth-self"
    return Shown(talk, (Line(says), Line("birth-example", {"digits": "19340309"})))


def birth_date(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Take a date that can be somebody's birth date."""
    born = born_on(digits, scene.now.date())
    if born is None:
        return wrong(talk, Line("birth-impossible"))
    kept = {name: talk.answers[name] for name in ("whom", "ticket") if name in talk.answers}
    return Pressed(replace(talk, answers=kept | {"birth_date": born.isoformat()}), go("birth_check"))


def born_on(digits: str, today: date) -> date | None:
    """Return the day that eight digits mean, where somebody can have been born on it."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if today.year - OLDEST <= born.year and born <= today else None


def birth_read_back(_scene: Scene, talk: Talk) -> Shown:
    return Shown(talk, (Line("birth-check", {"birth": talk.answers["birth_date"]}),))
