"""What a voice can say of a text: letters, digits, punctuation; no markup, no line breaks, nothing unseen."""

import unicodedata
from functools import lru_cache

SAYABLE = ("L", "M", "N", "P", "Zs", "Sc")  # Unicode's categories of letters, digits, punctuation, currency
SIGNS = frozenset("+=°№")  # that names and addresses have


@lru_cache(maxsize=4_096)  # a file says the same few clinics in each of its many rows
def unsayable(text: str) -> str | None:
    """Return the first character that no voice can say, or None where all of it can be said."""
    return next((char for char in text if not _is_sayable(char)), None)


def _is_sayable(char: str) -> bool:
    return char in SIGNS or unicodedata.category(char).startswith(SAYABLE)
