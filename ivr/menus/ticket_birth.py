"""The birth date that goes with a ticket: nobody takes up a place by its ticket alone where one is known."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="ticket_birth", greet="ticket-birth", entry=Entry(8, "ticket_birth"), patience=TYPE)
