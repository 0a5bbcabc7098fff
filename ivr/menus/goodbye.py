"""The last words."""

from ivr.menu import Menu

MENU = Menu(name="goodbye", greet="goodbye", ends="goodbye")
