"""What somebody dials, as a whole number."""

from __future__ import annotations

import re

NATIONAL = 10  # digits of a North American number without its country
SHAPE = re.compile(r"\+?[0-9(][0-9() .-]{2,24}")
WHOLE = re.compile(r"\+[1-9][0-9]{6,14}")


def whole_number(dialled: str) -> str | None:
    """Give the number with its country, or nothing where it is none."""
    digits = re.sub(r"[^0-9]", "", dialled)
    country = "1" if len(digits) == NATIONAL and not dialled.startswith("+") else ""
    number = f"+{country}{digits}"
    return number if SHAPE.fullmatch(dialled) and WHOLE.fullmatch(number) else None
