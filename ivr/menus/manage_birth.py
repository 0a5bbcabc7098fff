"""The birth date of whoever wants to hear, change or cancel an appointment."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="manage_birth", greet="manage-birth", entry=Entry(8, "manage_birth"), patience=TYPE)
