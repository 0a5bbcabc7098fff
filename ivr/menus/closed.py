"""The line is closed: until when, and a place for then; two silences end the call."""

from ivr.menu import Menu
from ivr.talk import do

MENU = Menu(
    name="closed",
    live="closed",
    says=(
        "closed-until",
        "closed-registers",
        "closed-unknown",
        "closed-keep",
        "main-ticket",
        "main-manage",
        "kept-hear",
        "before-opening-known",
    ),
    silent=do("goodbye"),
    rounds=2,
)
