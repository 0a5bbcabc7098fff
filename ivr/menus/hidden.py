"""A caller with a hidden number is entered in the draw by a code; else a place is kept behind it."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="hidden",
    greet="hidden-greet",
    choices=(
        Choice("1", "hidden-code", go("code")),
        Choice("2", "hidden-keep", do("keep_place")),
    ),
)
