"""Everything open is being looked at by others: it is looked at again in seconds."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="all_held",
    greet="all-held",
    choices=(Choice("0", "main-person", do("person")),),
    patience=5,
    silent=do("look_again"),
)
