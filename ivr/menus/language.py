"""Which language the caller speaks: each is offered in itself."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="language",
    polyglot=True,
    choices=(
        Choice("1", "language-choice", do("language", "en"), language="en"),
        Choice("2", "language-choice", do("language", "fr"), language="fr"),
        Choice("3", "language-choice", do("language", "es"), language="es"),
    ),
)
