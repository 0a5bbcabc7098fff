"""The opening has come, and the order is being drawn: a moment."""

from ivr.menu import Menu
from ivr.talk import do

MENU = Menu(name="drawing", greet="drawing", patience=5, silent=do("resume_kept"))
