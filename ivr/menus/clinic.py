"""Which clinic of the region."""

from ivr.menu import Menu

MENU = Menu(name="clinic", greet="clinic-greet", live="clinics", says=("clinic-choice", "more"))
