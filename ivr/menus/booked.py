"""It is booked, and said so; then time to find a pen."""

from ivr.menu import PEN, Menu
from ivr.talk import Choice, go

MENU = Menu(
    name="booked",
    greet="booked",
    choices=(Choice("1", "booked-ready", go("reference")),),
    patience=PEN,
    silent=go("reference"),
    fresh=True,
)
