"""The number on which we call back: read back, and changed where it is another."""

from ivr.menu import Menu

MENU = Menu(
    name="call_me",
    live="call_number",
    greet="call-me-greet",
    says=("call-me", "call-me-other", "call-me-stay"),
)
