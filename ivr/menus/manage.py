"""What is booked, and what can be done with it."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="manage",
    live="managed",
    choices=(
        Choice("1", "manage-hear", go("reference")),
        Choice("2", "manage-change", go("move")),
        Choice("3", "manage-cancel", go("cancel")),
        Choice("0", "main-person", do("person")),
    ),
    fresh=True,
)
