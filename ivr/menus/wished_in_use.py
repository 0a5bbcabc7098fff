"""The people of this wish stand at a place that is in use on another telephone."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="wished_in_use",
    greet="in-use",
    choices=(
        Choice("1", "in-use-mine", do("wished_here")),
        Choice("2", "back-else", do("somebody_else")),
    ),
)
