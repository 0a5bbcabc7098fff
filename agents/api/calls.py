"""What a program can do to the call at its desk."""

from agents import guests, passing, pieces
from agents.api import shapes
from agents.api.registry import Operation
from agents.roles import DESK
from agents.services import here, me


def desk_hold(asked: shapes.Switch) -> shapes.DeskShape:
    here().desks.hold(me().name, here().now(), on=asked.on)
    return _desk()


def desk_mute(asked: shapes.Switch) -> shapes.DeskShape:
    here().desks.mute(me().name, here().now(), on=asked.on)
    return _desk()


def desk_hand(asked: shapes.Switch) -> shapes.DeskShape:
    here().desks.hand(me().name, here().now(), up=asked.on)
    return _desk()


def desk_hang_up() -> shapes.DeskShape:
    here().desks.hang_up(me().name, here().now())
    return _desk()


def desk_call_back() -> shapes.DeskShape:
    here().desks.call_back(me().name, here().now())
    return _desk()


def desk_pass_on(asked: shapes.PassedOn) -> shapes.DeskShape:
    passing.passed(here(), me().name, asked.language, asked.skill, asked.note)
    return _desk()


def desk_hand_over(asked: shapes.HandedOver) -> shapes.DeskShape:
    passing.handed(here(), me().name, asked.to, asked.note)
    return _desk()


def colleagues() -> shapes.Colleagues:
    return shapes.Colleagues.of(pieces.free_colleagues())


def desk_introduce(asked: shapes.HandedOver) -> shapes.DeskShape:
    passing.introduced(here(), me().name, asked.to, asked.note)
    return _desk()


def desk_complete() -> shapes.DeskShape:
    passing.left(here(), me().name)
    return _desk()


def desk_part() -> shapes.DeskShape:
    here().desks.part(me().name, here().now())
    return _desk()


def desk_bring_in(asked: shapes.Guest) -> shapes.DeskShape:
    guests.brought_in(here(), me().name, asked.number)
    return _desk()


def desk_let_go() -> shapes.DeskShape:
    here().desks.dismiss(me().name, here().now())
    return _desk()


def _desk() -> shapes.DeskShape:
    return shapes.DeskShape.of(pieces.look_at(me().name))


OPERATIONS = (
    Operation(
        "desk_hold", "POST", "/desk/hold", "Put my caller on hold, or end that.", DESK, desk_hold,
        shapes.Switch, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_mute", "POST", "/desk/mute", "Mute my caller, or end that.", DESK, desk_mute,
        shapes.Switch, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_hand", "POST", "/desk/hand", "Ask a supervisor for help, or end that.", DESK, desk_hand,
        shapes.Switch, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_hang_up", "POST", "/desk/hang-up", "End the talk with a goodbye; then finish.", DESK,
        desk_hang_up, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_call_back", "POST", "/desk/call-back", "Ring my caller who was lost, to my desk.", DESK,
        desk_call_back, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_pass_on", "POST", "/desk/pass-on", "Let my caller wait at their key for another desk.", DESK,
        desk_pass_on, shapes.PassedOn, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_hand_over", "POST", "/desk/hand-over", "Offer my caller to a colleague who is free.", DESK,
        desk_hand_over, shapes.HandedOver, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "colleagues", "GET", "/colleagues", "Read to whom I can offer my caller.", DESK, colleagues,
        answer=shapes.Colleagues,
    ),
    Operation(
        "desk_introduce", "POST", "/desk/introduce", "Offer my caller to a colleague, who joins us first.",
        DESK, desk_introduce, shapes.HandedOver, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_complete", "POST", "/desk/complete", "Leave my caller with the colleague in the call.", DESK,
        desk_complete, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_part", "POST", "/desk/part", "End an introduction; the caller stays with who has them.", DESK,
        desk_part, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_bring_in", "POST", "/desk/bring-in", "Ring somebody into the talk.", DESK, desk_bring_in,
        shapes.Guest, answer=shapes.DeskShape, changes=True,
    ),
    Operation(
        "desk_let_go", "POST", "/desk/let-go", "Let who was brought in go.", DESK, desk_let_go,
        answer=shapes.DeskShape, changes=True,
    ),
)  # fmt: skip
