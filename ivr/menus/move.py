"""Another time at the same clinic, or another clinic; the old time is kept until the new one is sure."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="move",
    greet="move-greet",
    choices=(
        Choice("1", "move-here", do("move_here")),
        Choice("2", "move-elsewhere", do("move_elsewhere")),
        Choice("3", "move-keep", go("manage")),
    ),
)
