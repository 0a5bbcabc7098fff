"""Several registrations and places are kept for this number: which one."""

from ivr.menu import Menu

MENU = Menu(
    name="kept_places", live="kept_places", says=("kept-number", "back-several", "main-ticket", "more")
)
