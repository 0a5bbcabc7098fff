"""Whether this phone receives texts is asked, not guessed."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="texts",
    greet="texts-greet",
    live="own_number",
    says=("texts-none",),
    choices=(
        Choice("1", "yes", do("text_reference")),
        Choice("2", "no", go("farewell")),
    ),
    silent=go("farewell"),
)
