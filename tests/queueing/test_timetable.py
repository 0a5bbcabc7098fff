"""What a line is at an instant: hours by the wall clock, in any zone, over holidays and changing clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_core import Campaign
from queueing.timetable import BEFORE_OPENING, CLOSED, CLOSING, OPEN, LineState, Timetable

HALIFAX, NEWFOUNDLAND = ZoneInfo("America/Halifax"), ZoneInfo("America/St_Johns")
WORKDAYS = tuple([((7 * 60, 12 * 60), (13 * 60, 19 * 60))] * 5 + [(), ()])
HALF_AN_HOUR = timedelta(minutes=30)
EASTER = frozenset([date(2027, 3, 26), date(2027, 3, 29)])


def hours(zone: ZoneInfo = HALIFAX, **more) -> Timetable:
    return Timetable(zone, **{"week": WORKDAYS, "closing_soon": HALF_AN_HOUR, **more})


def local(written: str, zone: ZoneInfo = HALIFAX) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone).astimezone(UTC)


def test_without_a_campaign_and_without_hours_it_is_always_open():
    assert Timetable.of(None).at(local("2027-03-01 03:00")) == LineState(OPEN)
    plain = Campaign(1, "Spring", "America/Halifax", rules={"countries": ["CA"]})
    assert Timetable.of(plain).at(local("2027-03-01 03:00")) == LineState(OPEN)


def test_seven_whole_days_never_close():
    week = (((0, 1440),),) * 7
    assert hours(week=week).at(local("2027-03-01 00:00")) == LineState(OPEN)
    shut = hours(week=week, closed=frozenset([date(2027, 3, 3)]))
    assert shut.at(local("2027-03-01 12:00")) == LineState(OPEN, local("2027-03-03 00:00"))


@pytest.mark.parametrize(
    ("now", "name", "until"),
    [
        ("2027-03-01 06:59:59", CLOSED, "2027-03-01 07:00"),
        ("2027-03-01 07:00:00", OPEN, "2027-03-01 12:00"),
        ("2027-03-01 11:29:59", OPEN, "2027-03-01 12:00"),
        ("2027-03-01 11:30:00", CLOSING, "2027-03-01 12:00"),
        ("2027-03-01 12:00:00", CLOSED, "2027-03-01 13:00"),
        ("2027-03-01 18:59:59", CLOSING, "2027-03-01 19:00"),
        ("2027-03-05 19:00:00", CLOSED, "2027-03-08 07:00"),  # over the weekend
        ("2027-03-25 20:00:00", CLOSED, "2027-03-30 07:00"),  # over Easter
    ],
)
def test_a_week_with_a_break_at_noon_and_holidays(now, name, until):
    assert hours(closed=EASTER).at(local(now)) == LineState(name, local(until))


@pytest.mark.parametrize("zone", [HALIFAX, NEWFOUNDLAND, ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC")])
def test_the_wall_clock_decides_in_every_zone(zone):
    opens = local("2027-03-01 07:00", zone)
    assert hours(zone).at(opens - timedelta(microseconds=1)) == LineState(CLOSED, opens)
    assert hours(zone).at(opens).name == OPEN


def test_newfoundland_is_half_an_hour_off():
    assert hours(NEWFOUNDLAND).at(local("2027-03-01 06:00", NEWFOUNDLAND)).until == datetime(
        2027, 3, 1, 10, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("night", "opens", "slept"),
    [
        ("2027-03-13 19:00", datetime(2027, 3, 14, 10, 0, tzinfo=UTC), 11),  # the clocks go forward
        ("2027-11-06 19:00", datetime(2027, 11, 7, 11, 0, tzinfo=UTC), 13),  # and back
    ],
)
def test_a_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer(night, opens, slept):
    daily = hours(week=(((7 * 60, 19 * 60),),) * 7)
    state = daily.at(local(night))
    assert state == LineState(CLOSED, opens)
    assert state.until - local(night) == timedelta(hours=slept)


def test_hours_within_the_hour_that_the_clocks_repeat_or_skip():
    night = hours(week=(((60, 120),),) * 7, closing_soon=timedelta(0))
    skipped = night.at(local("2027-03-14 00:30"))  # from 01:00 to 02:00, which is 03:00 at once
    assert skipped.until == datetime(2027, 3, 14, 5, 0, tzinfo=UTC)
    assert night.at(skipped.until).until - skipped.until == timedelta(hours=1)
    repeated = night.at(local("2027-11-07 00:30"))
    assert repeated.until == datetime(2027, 11, 7, 4, 0, tzinfo=UTC)  # the first of the two
    assert night.at(repeated.until).until - repeated.until == timedelta(hours=2)  # until 02:00 by the wall


def test_spans_that_touch_at_midnight_are_one():
    nights = hours(week=(((0, 6 * 60), (20 * 60, 1440)),) * 7)
    assert nights.at(local("2027-03-01 23:59")) == LineState(OPEN, local("2027-03-02 06:00"))


def test_nothing_is_open_before_the_campaign_opens():
    coming = hours(opens_at=local("2027-03-03 08:00"))
    assert coming.at(local("2027-03-01 09:00")) == LineState(CLOSED, local("2027-03-03 08:00"))
    assert coming.at(local("2027-03-03 08:00")) == LineState(OPEN, local("2027-03-03 12:00"))
    endless = Timetable(HALIFAX, opens_at=local("2027-03-03 08:00"))
    assert endless.at(local("2027-03-01 09:00")) == LineState(CLOSED, local("2027-03-03 08:00"))
    assert endless.at(local("2027-03-03 08:00")) == LineState(OPEN)


def test_a_line_that_will_not_open_again_says_so():
    gone = hours(closed=frozenset(date(2027, 1, 1) + timedelta(days=each) for each in range(1000)))
    assert gone.at(local("2027-03-01 09:00")) == LineState(CLOSED)


def test_registration_is_from_the_closing_before():
    draw = hours(draws=True)
    assert draw.at(local("2027-03-01 19:00")) == LineState(BEFORE_OPENING, local("2027-03-02 07:00"))
    assert draw.at(local("2027-03-01 18:59")).name == CLOSING


@pytest.mark.parametrize(("minute", "day"), [(18 * 60, 1), (5 * 60, 2)])
def test_or_from_a_time_of_day(minute, day):
    draw = hours(draws=True, registration=minute)
    opening, starts = local("2027-03-02 07:00"), local(f"2027-03-0{day} {minute // 60:02}:00")
    early = max(starts, local("2027-03-01 19:00")) - timedelta(seconds=1)
    if early >= local("2027-03-01 19:00"):
        assert draw.at(early) == LineState(CLOSED, opening, registers_from=starts)
    assert draw.at(early + timedelta(seconds=1)) == LineState(BEFORE_OPENING, opening)


def test_a_call_before_a_draw_counts_from_the_opening():
    night, opening = local("2027-03-01 22:00"), local("2027-03-02 07:00")
    assert hours(draws=True).counts_from(night) == opening
    assert hours(draws=True).counts_from(opening + HALF_AN_HOUR) == opening + HALF_AN_HOUR
    assert hours().counts_from(night) == night


@pytest.mark.parametrize(
    ("opening", "end"),
    [
        ("2027-03-02 07:00", "2027-03-04 19:00"),
        ("2027-03-02 13:00", "2027-03-04 19:00"),
        ("2027-03-04 07:00", "2027-03-08 19:00"),  # Thursday, Friday, Monday
        ("2027-03-25 07:00", "2027-03-31 19:00"),  # and over Easter
    ],
)
def test_a_place_is_kept_until_the_close_of_the_third_open_day(opening, end):
    assert hours(closed=EASTER).kept_until(local(opening)) == local(end)


def test_without_hours_a_place_is_kept_for_three_days():
    opens = local("2027-03-03 08:00")
    assert Timetable(HALIFAX, opens_at=opens).kept_until(opens) == opens + timedelta(days=3)
