"""The region of the caller's choice is full: what is nearest, how far that is, and waiting."""

from ivr.menu import Menu

MENU = Menu(
    name="full",
    live="full",
    says=("full-region", "full-until", "full-near", "full-wait", "region-choice"),
)
