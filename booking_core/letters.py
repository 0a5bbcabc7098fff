"""Names by their letters, A to Z: how surnames and towns are compared, however they were written."""

import unicodedata

_WITHOUT_A_MARK = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
LAST = "Z"


def letters(name: str) -> str:
    """Return a name's letters in capitals, without marks, spaces and signs: `O'Brien` is OBRIEN, `Éva` EVA.

    A letter of another alphabet counts as Z: whatever is sorted, it comes with the last.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_WITHOUT_A_MARK))
    return "".join(_letter(char) for char in plain if char.isalpha())


def between(key: str, first: str, last: str) -> bool:
    """Tell whether letters come in a range whose ends are first letters themselves; an empty end is open."""
    return first <= key and (not last or key[: len(last)] <= last)


def _letter(char: str) -> str:
    return char.upper() if char.isascii() else LAST
