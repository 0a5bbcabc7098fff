"""How long the wait is, for who has not joined the line; then the choices again."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="how_long",
    live="how_long",
    choices=(
        Choice("1", "how-long-back", go("main")),
        Choice("0", "main-person", do("person")),
    ),
    silent=go("main"),
)
