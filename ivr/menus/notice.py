"""A notice: who calls, and nothing of what it is about; the key tells a person from a machine."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="notice",
    greet="notice-greet",
    choices=(
        Choice("1", "notice-me", do("heard_notice")),
        Choice("2", "notice-not-me", do("not_for_me")),
    ),
    silent=do("again_or_over", "notice"),
    fresh=True,
    first=True,
)
