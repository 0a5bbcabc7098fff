"""The caller has a place: its ticket is said, then the line."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="joined",
    live="ticket",
    says=("joined", "joined-again", "joined-hidden", "callback-head", "callback-desk"),
    choices=(
        Choice("1", "joined-book", do("book")),
        Choice("2", "joined-callback", do("call_me")),
        Choice("3", "joined-quiet", do("quiet")),
        Choice("4", "joined-more", go("languages")),
    ),
    fresh=True,
    ends="line",
)
