"""Eight-digit numbers that people say and type: tickets, references, invitation codes.

The last digit is a check digit by Damm's quasigroup of order 10 (H. M. Damm, 2004), which catches every
single wrong digit and every swap of two neighbours, the two slips of somebody who types what was read out.
"""

import secrets

LENGTH = 8
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """Return the digit which makes `digits` whole."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def is_spoken_number(text: str) -> bool:
    """Tell whether the text is eight digits whose last one checks."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and check_digit(text) == "0"


def spoken_number() -> str:
    """Draw a new number at random; the first digit is never 0, so that nobody drops it."""
    digits = str(secrets.randbelow(9 * 10 ** (LENGTH - 2)) + 10 ** (LENGTH - 2))
    return digits + check_digit(digits)
