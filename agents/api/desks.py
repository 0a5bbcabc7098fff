"""The desk and the line, for programs."""

from agents import acts, desk, pieces, standing
from agents.api import shapes
from agents.api.registry import Operation
from agents.errors import NoCaller
from agents.roles import DESK, EVERYBODY
from agents.services import here, me


def desk_state() -> shapes.DeskShape:
    return shapes.DeskShape.of(pieces.look_at(me().name))


def desk_ready() -> shapes.DeskShape:
    desk.make_ready(here(), me().account)
    return desk_state()


def desk_away() -> shapes.DeskShape:
    here().desks.away(me().name, here().now())
    return desk_state()


def desk_beat() -> shapes.DeskShape:
    return desk_state()  # that it was asked is the sign of life, as with every operation


def desk_break(asked: shapes.Break) -> shapes.DeskShape:
    here().desks.pause(me().name, here().now(), asked.reason)
    return desk_state()


def desk_longer(asked: shapes.WrapUp) -> shapes.DeskShape:
    here().desks.extend(me().name, asked.until, here().now())
    return desk_state()


def desk_test_phone() -> shapes.DeskShape:
    acts.phone_tested()
    return desk_state()


def waiting(page: shapes.PageShape) -> shapes.LineShape:
    return shapes.LineShape.of(standing.look(here(), page.after, page.limit), page)


def desk_take_next() -> shapes.CallerShape:
    place = here().desks.take_next(me().name, here().now())
    if place is None:
        raise NoCaller("Nobody is waiting just now.")
    return shapes.CallerShape.of(place)


def desk_caller() -> shapes.CallerShape:
    heard_of = here().desks.heard_of(me().name)
    return shapes.CallerShape.of(heard_of or desk.caller_of(here(), me().name))


def desk_finish(asked: shapes.Outcome) -> shapes.DeskShape:
    desk.finished(here(), me().name, asked.outcome, asked.note)
    return desk_state()


OPERATIONS = (
    Operation("desk", "GET", "/desk", "Read my desk.", DESK, desk_state, answer=shapes.DeskShape),
    Operation(
        "desk_ready", "POST", "/desk/ready", "Be there for callers; my phone rings.", DESK, desk_ready,
        answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_away", "POST", "/desk/away", "Be away; my phone is hung up.", DESK, desk_away,
        answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_beat", "POST", "/desk/beat", "Say that I am there, every 15 seconds.", DESK,
        desk_beat, answer=shapes.DeskShape,
    ),
    Operation(
        "desk_break", "POST", "/desk/break", "Take a break, or have it after my call.", DESK, desk_break,
        shapes.Break, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_longer", "POST", "/desk/longer", "Have 45 more seconds to wrap up.", DESK, desk_longer,
        shapes.WrapUp, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_test_phone", "POST", "/desk/test-phone", "Hear a test on my phone; read what came of it.",
        DESK, desk_test_phone, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "waiting", "GET", "/waiting", "Read who waits.", EVERYBODY, waiting,
        query=shapes.PageShape, answer=shapes.LineShape,
    ),
    Operation(
        "desk_take_next", "POST", "/desk/take-next", "Take whoever has waited longest.", DESK, desk_take_next,
        answer=shapes.CallerShape, changes=True,
    ),
    Operation(
        "desk_caller", "GET", "/desk/caller", "Read what the caller, mine or introduced, said.", DESK,
        desk_caller, answer=shapes.CallerShape,
    ),
    Operation(
        "desk_finish", "POST", "/desk/finish", "Finish the call with an outcome.", DESK, desk_finish,
        shapes.Outcome, answer=shapes.DeskShape, changes=True,
    ),
)  # fmt: skip
