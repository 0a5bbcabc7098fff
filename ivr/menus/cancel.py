"""Cancelling is asked once more."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="cancel",
    greet="cancel-greet",
    choices=(
        Choice("1", "cancel-keep", go("manage")),
        Choice("2", "cancel-yes", do("cancel")),
    ),
    silent=go("manage"),
)
