"""The birth date of whoever needs the appointment: year, month, day."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(
    name="birth",
    live="birth_words",
    says=("birth-self", "birth-other", "birth-nth", "birth-example"),
    entry=Entry(8, "birth_date"),
    patience=TYPE,
)
