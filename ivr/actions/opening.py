"""The first questions: the language, and a place that is held from before."""

from dataclasses import replace

from ivr.actions.going_on import after_last_call
from ivr.actions.hours import front
from ivr.actions.pages import page
from ivr.actions.people import is_incomplete, people
from ivr.menu import RELAY, Pressed
from ivr.news import announced
from ivr.scene import Found, Scene, Shown
from ivr.talk import LANGUAGES, Choice, Line, Talk, do, go

TICKET_END = 4


def begin(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Welcome whoever redials in the language of the one place held for their number; else ask for it."""
    held = scene.places.held_for(scene.tx, scene.call.phone)
    known = language(scene, talk, held[0].language) if len(held) == 1 else None
    return known if known is not None and known.step == go("back") else Pressed(talk, go("language"))


def language(scene: Scene, talk: Talk, value: str) -> Pressed:
    """Welcome a caller in their language: what is announced just now comes first."""
    welcome = front(scene, talk.but(language=value))
    relay = (Line("relay-on", {"key": RELAY}),) if talk.relay else ()  # pressed before there was a language
    return replace(welcome, lines=(*announced(scene.line_state().announced, value), *relay, *welcome.lines))


def held_places(scene: Scene, talk: Talk) -> Found:
    """Offer the places held for this number, if there are any; the end of a ticket names nothing private."""
    held = scene.places.held_for(scene.tx, scene.call.phone)
    if not held:
        return after_last_call(scene, talk)
    says = "back-one" if len(held) == 1 else "back-several"
    choices = [
        Choice(
            "", f"{says}-live" if p.is_live else says, do("resume", p.id), {"digits": p.ticket[-TICKET_END:]}
        )
        for p in held
    ]
    talk, shown = page(talk, "back", choices, last=Choice("", "back-else", go("main")))
    if len(held) == 1:  # there is room for it
        shown.append(Choice("3", "main-manage", go("manage_birth")))
        shown += _other_languages(talk, "4")
    return Shown(talk, choices=tuple(shown))


def _other_languages(talk: Talk, key: str) -> list[Choice]:
    """Offer the question that was not asked, on one key and in each of the other languages."""
    if "language" in (talk.menu, *talk.trail):
        return []
    others = (each for each in LANGUAGES if each != talk.language)
    return [Choice(key, "language-other", go("language"), language=each) for each in others]


def book(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Ask for whom; who waits already and has said it for some goes on there, and for all says where."""
    if talk.place is None or not people(talk):
        return Pressed(talk, go("whom"))
    return Pressed(talk, go("birth" if is_incomplete(talk) else "region"))
