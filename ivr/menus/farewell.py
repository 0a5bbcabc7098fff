"""All is done; whoever wants to hear it again can."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="farewell",
    greet="farewell-greet",
    choices=(
        Choice("1", "farewell-again", go("reference")),
        Choice("2", "farewell-other", go("whom")),
    ),
    silent=do("goodbye"),
    fresh=True,
)
