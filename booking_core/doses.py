"""The second dose: the same place, as near as can be to the same time of day, so many days later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class SecondDose:
    """A campaign's rule: `days` between the doses, give or take `tolerance` days."""

    days: int
    tolerance: int = 0

    def window(self, first: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the instants from the first allowed local midnight to the one after the last."""
        day = first.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return (
            day + timedelta(days=self.days - self.tolerance),
            day + timedelta(days=self.days + self.tolerance + 1),
        )

    def by_preference(
        self, first: datetime, zone: ZoneInfo, candidates: Iterable[tuple[datetime, S]]
    ) -> list[tuple[datetime, S]]:
        """Order `(starts_at, slot)` pairs: the right day first, then the nearest time of day."""
        ideal = first.astimezone(zone) + timedelta(days=self.days)  # wall-clock time, across a clock change

        def distance(candidate: tuple[datetime, S]) -> tuple[int, float, datetime]:
            local = candidate[0].astimezone(zone)
            days = abs((local.date() - ideal.date()).days)
            seconds = abs(_seconds(local) - _seconds(ideal))
            return days, seconds, candidate[0]

        return sorted(candidates, key=distance)


def _seconds(local: datetime) -> int:
    return local.hour * 3600 + local.minute * 60 + local.second
