"""The wait loop: one script in Redis a round, and no SQL; and where its callers are moved when it ends."""

from dataclasses import replace

from flask import Blueprint, Response, request

from ivr import addresses, asked
from ivr.cadence import Round, round_of
from ivr.loop import Loop
from ivr.news import announced, news, offer
from ivr.parts import parts
from ivr.talk import Line, do, go
from ivr.webhooks import lead, stepped
from queueing import LineAway, Waiting

waits = Blueprint("waits", __name__, url_prefix="/voice")

MOMENT = 3
QUIET = "3"
OVER = frozenset({"done", "left", "stopped"})


@waits.post("/wait")
def wait() -> Response:
    """Go round the wait loop once."""
    return _round(asked.loop())


@waits.post("/wait/key")
def key() -> Response:
    """Take a key in the loop: again, quiet or not; any other is the conversation's."""
    loop, pressed = asked.loop(), asked.keys()
    if pressed == "*":
        return _round(loop.starred(), again=True)
    if pressed == QUIET:
        quiet = replace(loop, quiet=not loop.quiet)
        return _round(quiet, Line("wait-quiet" if quiet.quiet else "wait-music", {"key": QUIET}))
    return stepped(loop.number, quiet=loop.quiet, slow=loop.is_slow, heard=loop.heard)


@waits.post("/turn")
def turn() -> Response:
    """Interrupt whatever the caller was hearing: it is their turn."""
    return lead(do("turn", int(request.args["place"])))


@waits.post("/seat-over")
def seat_over() -> Response:
    """Lead a caller who was too long in the booking menu to a person, at their key."""
    return lead(do("seat_over", int(request.args["place"])))


@waits.post("/long-call")
def long_call() -> Response:
    """Tell a caller that the carrier ends long calls, and what becomes of their place."""
    return lead(do("long_call", int(request.args["place"])), at="joined")


@waits.post("/moved")
def moved() -> Response:
    """Say the last words to a telephone whose place goes on at another."""
    return lead(do("moved", int(request.args["place"])))


@waits.post("/joined-other")
def joined_other() -> Response:
    """Lead a caller to the earlier place of the people they call for."""
    return lead(do("resume", int(request.args["place"])), Line("joined-other"))


def _round(loop: Loop, *before: Line, again: bool = False) -> Response:
    """Answer one round, in which the announcement may be said `again`."""
    try:
        found = parts().places.wait(loop.place, parts().clock.now(), turn=loop.told)
    except LineAway:
        return _heard(loop, round_of(loop.place, loop.begins, 1), loop, *before, Line("place-safe"))
    if found is None:
        return lead(go("main"), Line("once-more"), at="joined", place=None)
    if found.state != "waiting":
        return _no_longer_waiting(found, loop)
    here = round_of(loop.place, loop.begins, max(found.position, found.ahead))
    # Whoever has just come, or has come again, is told where they stand, new or not.
    lines = news(found, again=again or loop.begins == 0) if here.is_said or again else ()
    lines += offer(found, loop.begins) if here.is_said and not again else ()
    told, loop = _told(found, loop, again=again)
    return _heard(loop, here, loop.after(here.ends), *told, *before, *lines)


def _told(found: Waiting, loop: Loop, *, again: bool) -> tuple[tuple[Line, ...], Loop]:
    """Return what a supervisor announces, once or when asked again, and the loop that has heard it."""
    it = found.announced
    if it is None or (it.id == loop.heard and not again):
        return (), loop
    return announced(it, loop.language), replace(loop, heard=it.id)


def _heard(loop: Loop, here: Round, then: Loop, *lines: Line) -> Response:
    return asked.xml(parts().twiml.waiting(loop, here, then, lines))


def _no_longer_waiting(found: Waiting, loop: Loop) -> Response:
    if found.state == "serving" and found.wish_class.startswith("keys."):
        return lead(do("turn", found.place_id), at="joined")
    if found.state == "serving":
        address = addresses.wait(loop)
        return asked.xml(parts().twiml.later(Line("wait-connecting"), loop.language, address, MOMENT))
    if found.state in OVER:
        return lead(do("goodbye"), at="joined")
    return lead(do("resume", found.place_id), at="joined")
