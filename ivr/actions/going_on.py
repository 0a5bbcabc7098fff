"""Going on where an earlier call of this number broke off, once a birth date of that call is given again."""

from datetime import timedelta

from sqlalchemy import bindparam, select

from booking_core import Prepared, find_bookings
from ivr.actions.answers import with_answers
from ivr.actions.people import born_on, people
from ivr.menu import Pressed, wrong
from ivr.scene import Scene
from ivr.tables import conversation
from ivr.talk import Line, Talk, go

KEPT = timedelta(minutes=30)  # as long as the key of somebody who is cut off in a menu
CALLS = 5  # of a number are looked through, the newest first
FORGOTTEN = ("in_use", "after", "ticket", "number")
BROKEN_OFF = frozenset({"birth", "birth_check", "near", "region", "full", "clinic", "code", "times"})
BOOKED = frozenset({"booked", "reference", "bring"})  # an appointment stands, and its number may be unheard
MANAGE = "3"  # of the main menu: hear, change or cancel
NOT_YET = frozenset(
    {"", "language", "go_on", "go_on_birth", "main"}
)  # who is cut off there again goes on too
_THEIRS = Prepared(
    select(conversation.c.state)
    .where(conversation.c.phone == bindparam("phone"), conversation.c.call_sid != bindparam("call"))
    .where(conversation.c.updated_at >= bindparam("since"))
    .order_by(conversation.c.updated_at.desc())
    .limit(CALLS)
)


def broken_off(scene: Scene) -> Talk | None:
    """Return the talk that broke off while its caller was booking, with somebody named in it."""
    earlier = _earlier(scene)
    return earlier if earlier is not None and _is_booking(earlier) else None


def after_last_call(scene: Scene, talk: Talk) -> Pressed:
    """Lead to where the last call broke off; who had booked in it and had not heard all is told so."""
    earlier = _earlier(scene)
    if earlier is None:
        return Pressed(talk, go("main"))
    if earlier.menu in BOOKED:
        said = (Line("booked-before", {"key": MANAGE}),) if _stands(scene, earlier) else ()
        return Pressed(talk, go("main"), said)
    return Pressed(talk, go("go_on" if _is_booking(earlier) else "main"))


def go_on(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Bring back what was answered; a wrong date and a call that is not kept any more sound the same."""
    born, earlier = born_on(digits, scene.now.date()), broken_off(scene)
    if isinstance(born, Line):
        return wrong(talk, born)
    named = [] if earlier is None else [each["birth_date"] for each in people(earlier)]
    if earlier is None or born.isoformat() not in named:
        return wrong(talk, Line("go-on-unknown"))
    answers = {name: it for name, it in earlier.answers.items() if name not in FORGOTTEN}
    back = with_answers(talk, **answers).but(menu="", trail=earlier.trail)  # 9 leads where it led then
    return Pressed(back, go(earlier.menu))


def _earlier(scene: Scene) -> Talk | None:
    """Return the last talk of this number that got anywhere, if it was just now."""
    if scene.call.phone is None:
        return None
    asked = {"phone": scene.call.phone, "call": scene.call.sid, "since": scene.now - KEPT}
    states = (state for (state,) in _THEIRS.all(scene.tx, **asked) if state)
    return next((Talk.read(state) for state in states if state["menu"] not in NOT_YET), None)


def _stands(scene: Scene, talk: Talk) -> bool:
    """Tell whether anything that was read out there is booked still."""
    told = {each["reference"] for each in talk.answers.get("bookings", ())}
    return any(find_bookings(scene.tx, reference=each, limit=1) for each in told)


def _is_booking(talk: Talk) -> bool:
    return talk.menu in BROKEN_OFF and talk.place is None and bool(people(talk))
