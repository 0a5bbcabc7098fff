"""The birth date is read back in words."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="birth_check",
    greet="birth-check",
    live="birth_read_back",
    choices=(
        Choice("1", "right", do("birth_right")),
        Choice("2", "again", go("birth")),
    ),
)
