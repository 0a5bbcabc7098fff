"""The place goes on at another telephone; whoever did not want that takes it back."""

from ivr.menu import Menu

MENU = Menu(name="moved", greet="moved", live="in_use", says=("in-use-mine", "back-else"), fresh=True)
