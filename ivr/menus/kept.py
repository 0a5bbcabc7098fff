"""What is kept for the opening: a registration's number, or a place."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="kept",
    live="kept",
    says=(
        "registered",
        "registered-again",
        "registered-draw",
        "kept-place",
        "kept-where",
        "kept-call",
        "kept-no-call",
    ),
    choices=(
        Choice("1", "kept-other", go("before_opening")),
        Choice("2", "kept-give-up", go("give_up")),
    ),
    silent=do("goodbye"),
    fresh=True,
)
