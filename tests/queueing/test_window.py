"""The window of a callback: a range that is rounded outward, in the day of the person's own telephone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from booking_core import Daytime
from queueing.callback import Hours
from queueing.window import tomorrow, window

HALIFAX, VANCOUVER = "+19025550142", "+16045550142"
HOURS = Hours(Daytime(), "America/Halifax")
NOON = datetime(2027, 3, 1, 16, 7, tzinfo=UTC)


def local(instant: datetime, zone: str = "America/Halifax") -> str:
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %H:%M")


def test_it_is_rounded_outward_to_quarters_and_never_narrower_than_half_an_hour():
    found = window(HALIFAX, (600, 2400), HOURS, NOON)
    assert (local(found.begins), local(found.ends)) == ("Mon 12:15", "Mon 13:00")
    narrow = window(HALIFAX, (60, 120), HOURS, NOON)
    assert narrow.ends - narrow.begins >= timedelta(minutes=30)


def test_it_lies_in_the_day_of_the_number():
    early = window(VANCOUVER, (600, 2400), HOURS, NOON)  # eight in the morning there
    assert local(early.begins, "America/Vancouver") == "Mon 09:00"
    late = window(HALIFAX, (8 * 3600, 9 * 3600), HOURS, NOON)
    assert local(late.begins) == "Tue 09:00"
    across = window(HALIFAX, (7.5 * 3600, 9 * 3600), HOURS, NOON)
    assert (local(across.begins), local(across.ends)) == ("Mon 19:30", "Mon 20:00")


def test_tomorrow_is_the_whole_day():
    found = tomorrow(HALIFAX, HOURS, NOON)
    assert (local(found.begins), local(found.ends)) == ("Tue 09:00", "Tue 20:00")


@given(some.floats(0, 6e4), some.floats(0, 6e4), some.integers(0, 7 * 24 * 60))
def test_it_always_holds_what_was_estimated_or_begins_with_the_next_day(low, more, minute):
    now = NOON + timedelta(minutes=minute)
    found = window(HALIFAX, (low, low + more), HOURS, now)
    assert found.begins < found.ends
    assert found.begins >= now - timedelta(minutes=15)
    assert HOURS.first(HALIFAX, now + timedelta(seconds=low)) >= found.begins
