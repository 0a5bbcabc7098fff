"""When else to call."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="callback_later",
    greet="callback-when",
    choices=(
        Choice("1", "callback-in-two-hours", do("put_off", "later_today")),
        Choice("2", "callback-in-the-morning", do("put_off", "tomorrow")),
        Choice("3", "callback-now", do("called_back")),
    ),
    silent=go("callback"),
)
