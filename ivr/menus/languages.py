"""Another language for whoever waits already, each offered in itself; and the way out of the line."""

from ivr.menu import Menu
from ivr.talk import LANGUAGES, Choice, do, go

MENU = Menu(
    name="languages",
    choices=(
        *(
            Choice(str(key), "language-other", do("relanguage", each), language=each)
            for key, each in enumerate(LANGUAGES, start=1)
        ),
        Choice("4", "joined-leave", go("leave")),
    ),
)
