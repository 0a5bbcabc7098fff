"""What the caller would like."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="main",
    greet="main-greet",
    choices=(
        Choice("1", "main-book", do("book")),
        Choice("0", "main-person", do("person")),
    ),
)
