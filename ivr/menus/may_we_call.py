"""Something is kept already: whether we may call when its turn comes."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="may_we_call",
    greet="may-we-call",
    choices=(
        Choice("1", "yes", do("agree")),
        Choice("2", "no", go("kept")),
    ),
    silent=go("kept"),
    fresh=True,
)
