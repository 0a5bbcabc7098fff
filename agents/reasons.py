"""The reason that whatever a supervisor does to the line needs."""

from agents.errors import Unreadable

LONGEST = 200


def reason(text: str) -> str:
    """Return a reason as it is kept; refuse none."""
    words = "".join(char for char in text if char.isprintable()).strip()[:LONGEST]
    if not words:
        raise Unreadable("Say why: the reason is kept, and everybody who watches the line can read it.")
    return words
