"""The last words of a callback."""

from ivr.menu import Menu

MENU = Menu(name="callback_over", greet="callback-goodbye", ends="goodbye")
