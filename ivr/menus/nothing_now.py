"""This person may book nowhere at present: the honest sentence, and what can be done."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="nothing_now",
    live="why_nothing",
    says=("nothing-now", "nothing-who", "nothing-until", "nothing-known"),
    choices=(
        Choice("1", "nothing-wait", do("anywhere")),
        Choice("2", "nothing-other-date", go("birth")),
        Choice("0", "person-keeps-place", do("person")),
    ),
)
