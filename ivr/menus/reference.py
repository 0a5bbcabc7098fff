"""The reference, twice, with place, address and time."""

from ivr.menu import Menu
from ivr.talk import Choice, go

MENU = Menu(
    name="reference",
    live="appointment",
    choices=(
        Choice("1", "reference-on", go("texts")),
        Choice("2", "reference-bring", go("bring")),
    ),
    silent=go("texts"),
)
