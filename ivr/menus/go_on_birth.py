"""A birth date that was given in the call that broke off: only then a clinic, a day or a name is named."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(name="go_on_birth", greet="go-on-birth", entry=Entry(8, "go_on"), patience=TYPE)
