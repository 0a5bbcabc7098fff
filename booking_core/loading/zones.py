"""Time zones by name, and local times in them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def known_zone(name: str) -> str:
    """Return the name if there is such a zone; raises ValueError."""
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError):
        raise ValueError("is no time zone; write one such as America/Halifax") from None
    return name


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return when (UTC) the clocks of a zone show this; raises ValueError where they never do or do twice."""
    first, again = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), again.utcoffset()
    if before is None or after is None or before == after:
        return first.astimezone(UTC)
    clocks = f"on {words(local)} in {zone.key}, where the clocks are put"
    if before < after:
        raise ValueError(f"there is no {local:%H:%M} {clocks} forward that night")
    raise ValueError(f"{local:%H:%M} comes twice {clocks} back that night")


def words(local: datetime) -> str:
    """Return the day as `8 March 2021`."""
    return f"{local.day} {local:%B %Y}"
