"""A call from this number broke off while its caller was booking; nothing private is named."""

from ivr.menu import Menu
from ivr.talk import Choice, go

MENU = Menu(
    name="go_on",
    greet="back-greet",
    choices=(
        Choice("1", "go-on-there", go("go_on_birth")),
        Choice("2", "go-on-anew", go("main")),
        Choice("3", "main-manage", go("manage_birth")),
    ),
)
