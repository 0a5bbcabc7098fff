"""People's own daytime: by their number's zone, by the day of the week, and whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_core import Daytime

HALIFAX, TORONTO, ST_JOHNS, DELHI = "+19025550142", "+14165550142", "+17095550142", "+919812345678"
NO_ZONE = "+18005550100"
LINE = "America/Halifax"
USUAL = Daytime()


def at(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ((2027, 3, 1, 12, 0), (2027, 3, 1, 12, 0)),
        ((2027, 3, 1, 8, 59), (2027, 3, 1, 9, 0)),
        ((2027, 3, 1, 19, 59), (2027, 3, 1, 19, 59)),
        ((2027, 3, 1, 20, 0), (2027, 3, 2, 9, 0)),
        ((2027, 3, 5, 21, 0), (2027, 3, 6, 10, 0)),  # a Friday evening: Saturday at ten
        ((2027, 3, 7, 18, 0), (2027, 3, 8, 9, 0)),
    ],
)
def test_nine_to_twenty_on_weekdays_and_ten_to_eighteen_at_weekends(asked, first) -> None:
    assert USUAL.first(HALIFAX, LINE, at(LINE, *asked)) == at(LINE, *first)


def test_it_is_the_day_of_the_number_not_of_the_line() -> None:
    nine_in_halifax = at(LINE, 2027, 3, 1, 9, 0)
    assert USUAL.first(TORONTO, LINE, nine_in_halifax) == nine_in_halifax + timedelta(hours=1)


def test_half_hour_zones() -> None:
    assert USUAL.first(DELHI, LINE, at("Asia/Kolkata", 2027, 3, 1, 5, 0)) == datetime(
        2027, 3, 1, 3, 30, tzinfo=UTC
    )


def test_a_number_of_two_zones_is_rung_while_it_is_day_in_both() -> None:
    midnight = at(LINE, 2027, 3, 1, 0, 0)
    first = USUAL.first(ST_JOHNS, LINE, midnight)
    assert first == at(LINE, 2027, 3, 1, 9, 0)  # half past nine in St. John's
    assert USUAL.ends(ST_JOHNS, LINE, first) == at("America/St_Johns", 2027, 3, 1, 20, 0)


def test_an_unknown_zone_is_the_lines() -> None:
    assert USUAL.first(NO_ZONE, LINE, at(LINE, 2027, 3, 1, 3, 0)) == at(LINE, 2027, 3, 1, 9, 0)
    assert USUAL.first(NO_ZONE, "Asia/Kolkata", at("Asia/Kolkata", 2027, 3, 1, 3, 0)) == at(
        "Asia/Kolkata", 2027, 3, 1, 9, 0
    )


@pytest.mark.parametrize(
    ("sunday", "hours"),
    [((2027, 3, 14), 23), ((2027, 11, 7), 25)],  # the clocks go forward, and back
)
def test_the_morning_comes_by_the_wall_clock_when_the_clocks_change(sunday, hours) -> None:
    ten = at(LINE, *sunday, 10, 0)
    assert USUAL.first(HALIFAX, LINE, at(LINE, *sunday, 0, 30)) == ten
    day_before = date(*sunday) - timedelta(days=1)
    assert ten - at(LINE, day_before.year, day_before.month, day_before.day, 10, 0) == timedelta(hours=hours)


def test_nobody_is_rung_on_a_holiday() -> None:
    easter = Daytime.of({"callbacks": {"holidays": ["2027-03-26"]}})
    assert easter.first(HALIFAX, LINE, at(LINE, 2027, 3, 25, 20, 30)) == at(LINE, 2027, 3, 27, 10, 0)


def test_tomorrow_morning() -> None:
    assert USUAL.tomorrow(HALIFAX, LINE, at(LINE, 2027, 3, 1, 15, 0)) == at(LINE, 2027, 3, 2, 9, 0)
    assert USUAL.tomorrow(HALIFAX, LINE, at(LINE, 2027, 3, 5, 15, 0)) == at(LINE, 2027, 3, 6, 10, 0)


def test_the_day_has_an_end() -> None:
    assert USUAL.ends(HALIFAX, LINE, at(LINE, 2027, 3, 1, 12, 0)) == at(LINE, 2027, 3, 1, 20, 0)
    night = at(LINE, 2027, 3, 1, 23, 0)
    assert USUAL.ends(HALIFAX, LINE, night) == night


def test_settings_never_widen_the_hours_beyond_the_hard_ones() -> None:
    wide = Daytime(weekdays=(0, 1440))
    assert wide.first(HALIFAX, LINE, at(LINE, 2027, 3, 1, 3, 0)) == at(LINE, 2027, 3, 1, 8, 0)
    assert wide.ends(HALIFAX, LINE, at(LINE, 2027, 3, 1, 12, 0)) == at(LINE, 2027, 3, 1, 21, 0)


def test_a_clock_that_jumps_changes_nothing() -> None:
    asked = at(LINE, 2027, 3, 1, 12, 0)
    assert USUAL.first(HALIFAX, LINE, asked) == asked
    USUAL.first(HALIFAX, LINE, at(LINE, 2031, 3, 1, 3, 0))
    assert USUAL.first(HALIFAX, LINE, asked) == asked
