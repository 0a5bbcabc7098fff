"""The carrier ends calls after four hours: a callback takes over from this one."""

from ivr.menu import Menu
from ivr.talk import do

MENU = Menu(
    name="long_call",
    live="long_call",
    says=("long-call", "long-call-back", "long-call-again", "call-me-other", "call-me-stay"),
    silent=do("keep_by_callback"),
)
