"""What people wait for, in words: those who wait for the same are served in order."""

from babel import Locale

from scripts.mornings.crowd import ANYWHERE
from scripts.mornings.desks import A_PERSON

MANY = {"1": "one person", "2": "two people"}


def spoken(wish: str) -> str:
    """Return a wish of an outcome as somebody says it who does not know the hotline."""
    where, _, which = wish.rpartition(", ")
    if where == A_PERSON:
        return f"an agent, in {Locale.parse(which).get_display_name('en')}"
    return f"{'any region' if where == ANYWHERE else where}, {MANY.get(which, f'{which} people')}"
