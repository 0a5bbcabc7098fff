"""The birth date of whoever called again, before anything of their wish is named."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="turn_birth", greet="turn-birth", entry=Entry(8, "turn_birth"), patience=TYPE)
