"""Where the caller is, as a question: their number may say it, and may be wrong."""

from ivr.menu import Menu

MENU = Menu(name="near", live="near", says=("near-greet", "near-yes", "near-no", "birth-wrong"))
