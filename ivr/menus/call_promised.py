"""The callback is promised: when it comes, the ticket, and that the caller may hang up."""

from ivr.menu import PEN, Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="call_promised",
    live="call_promised",
    says=(
        *("call-promised", "call-window", "call-window-day", "call-not-today", "call-when-turn"),
        *("call-when-free", "call-ticket", "call-ticket-again", "call-hang-up"),
    ),
    choices=(Choice("1", "call-stay", do("stay_on")),),
    patience=PEN,
    silent=go("goodbye"),
    fresh=True,
)
