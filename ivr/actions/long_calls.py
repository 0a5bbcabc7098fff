"""A call that has lasted nearly as long as one may: a callback takes over, unless the caller refuses."""

from ivr.actions.answers import with_answers
from ivr.actions.call_me import promise_callback
from ivr.actions.line import resume
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go

TOLD = "told_long"  # once in a call
OTHER_NUMBER = Choice("1", "call-me-other", go("call_number"))


def long_call(_scene: Scene, talk: Talk, place_id: int) -> Pressed:
    """Tell a caller who waits, once, what becomes of their place when the carrier ends the call."""
    if talk.place != place_id or TOLD in talk.answers:
        return Pressed(talk, go("joined"))
    return Pressed(with_answers(talk, **{TOLD: True}), go("long_call"))


def choices(scene: Scene, talk: Talk) -> Found:
    """Say that we call back on this number; where it cannot be rung, ask for another, or to call again."""
    stay = Choice("2", "call-me-stay", do("resume", talk.place))
    number = _number(scene)
    if number is None:
        others = (OTHER_NUMBER,) if scene.line_state().calls_back else ()
        return Shown(talk, (Line("long-call"), Line("long-call-again")), (*others, stay))
    called = Line("long-call-back", {"phone": number[-10:]})
    return Shown(talk, (Line("long-call"), called), (OTHER_NUMBER, stay))


def keep_by_callback(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Promise the callback to who says nothing; who cannot be rung waits on."""
    number = _number(scene)
    if number is not None:
        return promise_callback(scene, talk, number)
    return Pressed(talk, go("main")) if talk.place is None else resume(scene, talk, talk.place)


def _number(scene: Scene) -> str | None:
    """Return the number to call back; None where it cannot be rung, or no callback is promised just now."""
    if not scene.line_state().calls_back:
        return None
    return scene.places.callbacks.judge(scene.tx, scene.call.phone or "", scene.ours).number
