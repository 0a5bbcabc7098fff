"""Numbers as people read them."""

from collections.abc import Sequence

MINUTE, HOUR = 60, 3600
ABSENT = "\N{EN DASH}"


def count(number: float) -> str:
    """Return a whole number with commas between its thousands."""
    return f"{round(number):,}"


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number and what is counted: 1 hour, 2 hours."""
    said = count(number)
    return f"{said} {one if said == '1' else many or one + 's'}"


def share(part: float, whole: float) -> str:
    """Return a percentage that says 100 or 0 only where it is all or nothing."""
    if not whole:
        return ABSENT
    percent = 100 * part / whole
    digits = 0 if 1 <= percent <= 99 else 1 if 0.1 <= percent <= 99.9 or part in {0, whole} else 2  # noqa: PLR2004
    return f"{percent:.{digits}f}".removesuffix(".0") + "\N{NO-BREAK SPACE}%"


def decimal(number: float | None, digits: int = 3) -> str:
    """Return a number, or a dash where there is none."""
    return ABSENT if number is None else f"{number:.{digits}f}"


def lasting(seconds: float | None) -> str:
    """Return how long something lasts, to the second below two minutes, to the minute above."""
    if seconds is None:
        return ABSENT
    said = f"{seconds // HOUR:.0f} h {seconds % HOUR // MINUTE:.0f} min"
    if seconds < 2 * HOUR:
        said = f"{seconds:.0f} s" if seconds < 2 * MINUTE else f"{seconds / MINUTE:.0f} min"
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
