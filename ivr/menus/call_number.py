"""Another number to be called back on."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="call_number", greet="call-number", entry=Entry(10, "call_number"), patience=TYPE)
