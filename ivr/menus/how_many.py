"""How many people are to be booked together."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="how_many",
    greet="how-many-greet",
    choices=tuple(
        Choice(str(count), "how-many", do("how_many", count), {"count": count}) for count in (2, 3, 4, 5)
    ),
)
