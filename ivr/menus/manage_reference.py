"""The reference, where the number that calls has booked nothing for this birth date."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(
    name="manage_reference", greet="manage-reference", entry=Entry(8, "manage_reference"), patience=TYPE
)
