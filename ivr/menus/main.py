"""What the caller would like."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="main",
    greet="main-greet",
    choices=(
        Choice("1", "main-book", do("book")),
        Choice("2", "main-line", go("before")),
        Choice("3", "main-manage", go("manage_birth")),
        Choice("0", "main-person", do("person")),
    ),
)
