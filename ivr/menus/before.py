"""The line, for who has no place in it on this call: how long it is, or a ticket that is at hand."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="before",
    choices=(
        Choice("1", "before-how-long", go("how_long")),
        Choice("2", "main-ticket", go("ticket")),
        Choice("0", "main-person", do("person")),
    ),
)
