"""Time zones by name."""

from zoneinfo import ZoneInfo


def known_zone(name: str) -> str:
    """Return the name if there is such a zone; raises ValueError."""
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as America/Halifax") from error
    return name
