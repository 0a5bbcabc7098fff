"""Leaving the line is asked once more."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="leave",
    greet="leave-greet",
    choices=(
        Choice("1", "leave-keep", go("joined")),
        Choice("2", "leave-yes", do("leave")),
    ),
    silent=go("joined"),
)
