"""The place is in use on another telephone: it is asked whose it is, and nobody is put off it unasked."""

from ivr.menu import Menu

MENU = Menu(name="in_use", greet="in-use", live="in_use", says=("in-use-mine", "back-else"))
