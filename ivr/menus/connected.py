"""The caller is with an agent; the carrier holds the call until one of them hangs up."""

from ivr.menu import Menu

MENU = Menu(name="connected", greet="connecting", ends="desk")
