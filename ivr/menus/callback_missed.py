"""Nobody pressed a key: the place is kept, and what a machine may say to whoever listens to it."""

from ivr.menu import Menu

MENU = Menu(
    name="callback_missed",
    live="ticket_kept",
    says=("callback-missed", "callback-lost-missed", "callback-ticket"),
    ends="goodbye",
)
