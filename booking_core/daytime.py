"""A person's own daytime: when their telephone may ring, by the time zone of their number. Pure.

A number that may be in several zones is rung only while it is day in all of them; one whose zone is not known
is in the line's. The hours are local, day by day, so that a change of the clocks moves them like any other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Self
from zoneinfo import ZoneInfo

from booking_core.numbers import zones

AHEAD = 30  # days that are looked at: longer than any row of holidays
SATURDAY = 5
Minutes = tuple[int, int]  # of a local day: from, until


@dataclass(frozen=True, slots=True)
class Daytime:
    """The hours in which people may be rung; nothing ever widens them beyond `never_outside`."""

    weekdays: Minutes = (9 * 60, 20 * 60)
    weekends: Minutes = (10 * 60, 18 * 60)
    never_outside: Minutes = (8 * 60, 21 * 60)
    holidays: frozenset[date] = frozenset()  # nobody is rung on them

    @classmethod
    def of(cls, rules: dict[str, Any]) -> Self:
        """Return what a campaign's rules say under `callbacks`; what they leave out is as above."""
        told = rules.get("callbacks") or {}
        hours = {
            name: _pair(told[name]) for name in ("weekdays", "weekends", "never_outside") if name in told
        }
        return cls(**hours, holidays=frozenset(date.fromisoformat(each) for each in told.get("holidays", ())))

    def first(self, number: str, line_zone: str, earliest: datetime) -> datetime:
        """Return the first instant, not before `earliest`, at which this number may be rung."""
        where = _zones(number, line_zone)
        if self._is_day(where, earliest):
            return earliest
        starts = {start for zone in where for start, _ in self._spans(zone, earliest) if start > earliest}
        for instant in sorted(starts):
            if self._is_day(where, instant):
                return instant
        return earliest  # thirty days of holidays, or zones that share no daytime: the promise is kept late

    def ends(self, number: str, line_zone: str, instant: datetime) -> datetime:
        """Return the end of the daytime that this instant is in; the instant itself where it is in none."""
        where = _zones(number, line_zone)
        found = [end for zone in where for start, end in self._spans(zone, instant) if start <= instant < end]
        return min(found) if len(found) == len(where) else instant

    def tomorrow(self, number: str, line_zone: str, now: datetime) -> datetime:
        """Return when the daytime of the next day begins where this number is."""
        zone = _zones(number, line_zone)[0]
        midnight = now.astimezone(zone).date() + timedelta(days=1)
        return self.first(number, line_zone, _instant(midnight, 0, zone))

    def _is_day(self, where: Iterable[ZoneInfo], instant: datetime) -> bool:
        return all(any(start <= instant < end for start, end in self._spans(zone, instant)) for zone in where)

    def _spans(self, zone: ZoneInfo, around: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = around.astimezone(zone).date()
        for day in (today + timedelta(days=each) for each in range(AHEAD)):
            if day not in self.holidays:
                start, end = self._hours(day)
                yield _instant(day, start, zone), _instant(day, end, zone)

    def _hours(self, day: date) -> Minutes:
        start, end = self.weekends if day.weekday() >= SATURDAY else self.weekdays
        least, most = self.never_outside
        return max(start, least), min(end, most)


@lru_cache(maxsize=4096)
def _zones(number: str, line_zone: str) -> tuple[ZoneInfo, ...]:
    return tuple(ZoneInfo(name) for name in zones(number) or (line_zone,))


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    # As an instant: aware times of one zone would compare by the wall clock.
    day, minute = day + timedelta(days=minute // (24 * 60)), minute % (24 * 60)
    local = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
    return local.astimezone(UTC)


def _pair(stored: Iterable[int]) -> Minutes:
    start, end = stored
    return start, end
