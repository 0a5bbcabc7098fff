"""What is kept for the opening: a registration's number, or a place."""

from ivr.menu import Menu
from ivr.talk import do

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
        "joined-hidden",
        "call-ticket-again",
        "kept-other",
        "kept-give-up",
    ),
    silent=do("goodbye"),
    fresh=True,
)
