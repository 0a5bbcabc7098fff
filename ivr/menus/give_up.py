"""Giving up what is kept is asked once more."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="give_up",
    greet="give-up-greet",
    choices=(
        Choice("1", "give-up-keep", go("kept")),
        Choice("2", "kept-give-up", do("give_up")),
    ),
    silent=go("kept"),
)
