"""This person has an appointment already."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="already",
    greet="already",
    choices=(
        Choice("1", "already-hear", go("reference")),
        Choice("2", "already-other", go("whom")),
        Choice("0", "main-person", do("person")),
    ),
    fresh=True,
)
