"""No more calls is asked once more."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="callback_never",
    greet="callback-never-sure",
    choices=(
        Choice("1", "callback-never-yes", do("no_more_calls")),
        Choice("2", "callback-never-no", go("callback")),
    ),
    silent=go("callback"),
)
