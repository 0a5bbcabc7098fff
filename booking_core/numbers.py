"""Telephone numbers as the world writes them, and as a log may show them."""

from functools import lru_cache

import phonenumbers


@lru_cache(maxsize=65_536)
def number(text: str, country: str | None = None) -> str | None:
    """Return the E.164 form of a possible number, or None: a withheld caller has no number.

    `country` (two letters) is how a national number is read; with none, only `+` numbers are.
    """
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def last_two(text: str | None) -> str:
    """Return as much of a number as a log line may carry."""
    return f"…{text[-2:]}" if text else "withheld"
