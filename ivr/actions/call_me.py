"""Please call me: the number is read back and can be changed, the window is a range, and stored first."""

from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from ivr.actions.answers import with_answers, without_answers
from ivr.actions.line import resume
from ivr.actions.standing import placeless
from ivr.menu import Pressed, wrong
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go
from queueing import LineAway, NumberRefused, PlaceClosed, Window

TYPED, SAID = "call_typed", "call_said"
REASONS = {
    "malformed": "number-malformed",
    "short": "number-malformed",
    "foreign": "number-foreign",
    "premium": "number-premium",
    "satellite": "number-premium",
    "ours": "number-ours",
    "already": "number-already",
    "no_calls": "number-no-calls",
}


def call_me(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Ask for the number anew each time: the one that they call from, unless another is typed."""
    if _is_off(scene, talk):
        return Pressed(talk, go("joined"), (Line("callbacks-off"),))
    return Pressed(without_answers(talk, TYPED), go("call_me"))


def call_number(scene: Scene, talk: Talk) -> Found:
    """Read the number back; whoever hides theirs, or calls from one that we do not ring, types one."""
    if talk.place is None:
        return Pressed(placeless(talk), go("main"))
    given = talk.answers.get(TYPED) or scene.call.phone
    judged = scene.places.callbacks.judge(scene.tx, given or "", scene.ours)
    if judged.number is None:
        return Pressed(talk, go("call_number"), () if given is None else _why(judged.reason))
    choices = (
        Choice("1", "call-me", do("promise_callback", judged.number), {"phone": _national(judged.number)}),
        Choice("2", "call-me-other", go("call_number")),
        Choice("3", "call-me-stay", go("joined")),
    )
    return Shown(talk, (), choices)


def typed_number(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Judge a number that was typed, each refusal with its reason."""
    judged = scene.places.callbacks.judge(scene.tx, digits, scene.ours)
    if judged.number is None:
        return wrong(talk, _why(judged.reason)[0])
    return Pressed(with_answers(talk, **{TYPED: judged.number}), go("call_me"))


def promise_callback(scene: Scene, talk: Talk, number: str) -> Pressed:
    """Promise it, in this transaction; it is said afterwards."""
    if talk.place is None:
        return Pressed(placeless(talk), go("main"))
    if _is_off(scene, talk):
        return Pressed(talk, go("joined"), (Line("callbacks-off"),))
    callbacks = scene.places.callbacks
    try:
        found = callbacks.offer(scene.tx, talk.place, number, _wait(scene, talk.place), scene.now)
        said, today = found.window, found.today
        place = callbacks.ask(scene.tx, talk.place, number, scene.call.sid, scene.now, said=said, today=today)
    except PlaceClosed:
        return Pressed(placeless(talk), go("main"))
    except NumberRefused as refused:
        return Pressed(without_answers(talk, TYPED), go("call_number"), _why(refused.reason))
    scene.touched.append(place)
    told = {"today": today, "stocked": found.stocked, "number": number, **_spoken(scene, number, said)}
    return Pressed(with_answers(talk, **{SAID: told}), go("call_promised"))


def call_promised(_scene: Scene, talk: Talk) -> Found:
    """Say what was promised: when, where, and the ticket twice; then they may hang up."""
    told, ticket = talk.answers.get(SAID), {"ticket": talk.answers.get("ticket", "")}
    if told is None:
        return Pressed(talk, go("joined"))
    number = {"phone": _national(told["number"])}
    lines = [Line("call-promised", number), *_when(told)]
    lines += [Line("call-ticket", ticket), Line("call-ticket-again", ticket)] if ticket["ticket"] else []
    return Shown(talk, (*lines, Line("call-hang-up")))


def stay_on(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Let them hold after all: the promise stands should this call break off."""
    return Pressed(talk, go("main")) if talk.place is None else resume(scene, talk, talk.place)


def _is_off(scene: Scene, talk: Talk) -> bool:
    """Tell whether no new callback is promised just now; one that is promised stands, and can be changed."""
    if scene.line_state().calls_back or talk.place is None:
        return False
    return scene.places.callbacks.of(scene.tx, talk.place) is None


def _when(told: dict[str, Any]) -> list[Line]:
    if told["window"] is None:
        return [Line("call-when-turn" if told["stocked"] else "call-when-free")]
    if told["today"]:
        return [Line(told["says"], told["window"])]
    return [Line("call-not-today"), Line(told["says"], told["window"])]


def _spoken(scene: Scene, number: str, said: Window | None) -> dict[str, Any]:
    """Return how the window is said: in the time of the number, its day where that is not this one."""
    if said is None:
        return {"window": None}
    zone = ZoneInfo(scene.places.callbacks.zone(scene.tx, number))
    now, begins, ends = (each.astimezone(zone) for each in (scene.now, said.begins, said.ends))
    if begins.date() == now.date():
        return {"says": "call-window", "window": {"since": begins.isoformat(), "until": ends.isoformat()}}
    window = {"day": begins.isoformat(), "since": begins.isoformat(), "until": ends.isoformat()}
    return {"says": "call-window-day", "window": window}


def _wait(scene: Scene, place_id: int) -> tuple[int, int] | None:
    """Return the wait as the line has it just now; nobody is kept from asking because Redis is away."""
    with suppress(LineAway):
        found = scene.places.wait(place_id, scene.now)
        return None if found is None else found.wait
    return None


def _why(reason: str | None) -> tuple[Line, ...]:
    return (Line(REASONS[reason or "malformed"]),)


def _national(number: str) -> str:
    return number[-10:]
