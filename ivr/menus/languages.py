"""Another language for whoever waits already: each is offered in itself."""

from ivr.menu import Menu
from ivr.talk import LANGUAGES, Choice, do

MENU = Menu(
    name="languages",
    choices=tuple(
        Choice(str(key), "language-other", do("relanguage", each), language=each)
        for key, each in enumerate(LANGUAGES, start=1)
    ),
)
