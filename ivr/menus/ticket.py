"""The ticket of a place, for whoever calls from another phone or hides their number."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="ticket", greet="ticket-greet", entry=Entry(8, "ticket"), patience=TYPE)
