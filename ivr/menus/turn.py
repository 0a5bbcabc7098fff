"""It is the caller's turn: units are held for everybody they call for."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="turn",
    greet="turn-greet",
    choices=(
        Choice("1", "turn-on", do("take_turn")),
        Choice("0", "main-person", do("person")),
    ),
    fresh=True,
)
