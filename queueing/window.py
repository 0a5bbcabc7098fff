"""When a callback will come, as it is said: a range, in the person's own day. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queueing.callback import Hours

STEP = timedelta(minutes=15)  # to which both ends are rounded, outward
NARROWEST = timedelta(minutes=30)  # nobody knows better than that
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when; without ends it comes whenever there is something to book."""

    begins: datetime
    ends: datetime


def window(number: str, wait: tuple[float, float], hours: Hours, now: datetime) -> Window:
    """Return the range in which the wait of so many seconds, at least and at most, ends in the number's day.

    What would begin after that day begins with the next one, and is as long as it was.
    """
    low, high = (timedelta(seconds=each) for each in wait)
    begins = hours.first(number, now + low)
    length = max(high - low, NARROWEST)
    ends = min(begins + length, _end_of_day(number, hours, begins))
    return Window(_down(begins), _up(max(ends, begins + STEP)))


def tomorrow(number: str, hours: Hours, now: datetime, opens: datetime | None = None) -> Window:
    """Return the whole of the number's next day, or of the next on which the line `opens`."""
    begins = hours.daytime.tomorrow(number, hours.zone, now)
    if opens is not None and opens > begins:
        begins = hours.first(number, opens)
    return Window(begins, _end_of_day(number, hours, begins))


def _end_of_day(number: str, hours: Hours, instant: datetime) -> datetime:
    return hours.daytime.ends(number, hours.zone, instant)


def _down(instant: datetime) -> datetime:
    return instant - (instant - EPOCH) % STEP


def _up(instant: datetime) -> datetime:
    return _down(instant + STEP - timedelta(microseconds=1))
