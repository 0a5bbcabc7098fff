"""Where to go once more, and what to bring; then on."""

from ivr.menu import Menu
from ivr.talk import Choice, go

MENU = Menu(
    name="bring",
    live="what_to_bring",
    says=("appointment-place", "bring-what", "bring-said", "star-again"),
    choices=(Choice("1", "reference-on", go("texts")),),
    silent=go("texts"),
)
