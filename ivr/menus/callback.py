"""A callback: who calls, and nothing of what it is about; the key tells a person from a machine."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="callback",
    greet="callback-greet",
    live="who_was_lost",
    says=("callback-lost", "callback-now"),
    choices=(
        Choice("1", "callback-me", do("called_back")),
        Choice("2", "callback-not-me", do("wrong_person")),
        Choice("3", "callback-another-time", go("callback_later")),
        Choice("9", "callback-never", go("callback_never")),
    ),
    silent=do("again_or_over", "callback"),
    fresh=True,
    first=True,
)
