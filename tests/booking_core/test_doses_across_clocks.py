"""The second dose is at the same local time of day, whatever the clocks of the clinic's zone do meanwhile."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking_core import Bookings, load_campaign, load_clinics
from booking_core.doses import SecondDose
from tests.booking_core.campaign import ROSE

SAINT_JOHNS, HAVANA, LORD_HOWE = (
    ZoneInfo(name) for name in ("America/St_Johns", "America/Havana", "Australia/Lord_Howe")
)
RULE = SecondDose(21)
CAMPAIGN = 'name = "x"\ntimezone = "America/Halifax"\n[second_dose]\ndays = 21\ntolerance_days = 1\n'
HEADER = "clinic,region,address,starts_at,minutes,capacity,timezone\n"


def at(text, zone=SAINT_JOHNS, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("first", "begin", "end"),
    [
        # half an hour past, before and after the change of 14 March 2021
        (at("2021-03-08 09:00"), "2021-03-29T02:30", "2021-03-30T02:30"),
        # and of 7 November
        (at("2021-10-25 23:45"), "2021-11-15T03:30", "2021-11-16T03:30"),
        # the day that has 23 hours, and the one that has 25
        (at("2021-02-21 09:00"), "2021-03-14T03:30", "2021-03-15T02:30"),
        (at("2021-10-17 09:00"), "2021-11-07T02:30", "2021-11-08T03:30"),
        # in Havana there is no midnight on 14 March, and there are two on 7 November
        (at("2021-02-21 09:00", HAVANA), "2021-03-14T05:00", "2021-03-15T04:00"),
        (at("2021-10-17 09:00", HAVANA), "2021-11-07T04:00", "2021-11-08T05:00"),
        # on Lord Howe the clocks move by half an hour
        (at("2021-09-13 09:00", LORD_HOWE), "2021-10-03T13:00", "2021-10-04T13:00"),
        # the first dose in the hour that came twice
        (at("2021-11-07 01:30", fold=1), "2021-11-28T03:30", "2021-11-29T03:30"),
    ],
)
def test_the_day_is_the_clinics_own(first, begin, end):
    window = RULE.window(first.astimezone(UTC), first.tzinfo)
    assert [bound.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") for bound in window] == [begin, end]


@pytest.mark.parametrize(
    ("first", "candidates", "chosen"),
    [
        ("2021-03-08 09:00", ["2021-03-29 08:00", "2021-03-29 09:00", "2021-03-29 10:00"], 1),
        ("2021-10-25 09:00", ["2021-11-15 08:00", "2021-11-15 09:00", "2021-11-15 10:00"], 1),
        # there is no half past two on 14 March: three o'clock is nearer to it than half past one
        ("2021-02-21 02:30", ["2021-03-14 01:30", "2021-03-14 03:00", "2021-03-14 03:30"], 1),
    ],
)
def test_the_nearest_time_of_day_is_the_clinics_own(first, candidates, chosen):
    there = [(at(each).astimezone(UTC), n) for n, each in enumerate(candidates)]
    assert RULE.by_preference(at(first).astimezone(UTC), SAINT_JOHNS, there)[0][1] == chosen


def test_of_a_time_that_comes_twice_the_first_is_taken():
    both = [(at("2021-11-07 01:30", fold=fold).astimezone(UTC), fold) for fold in (1, 0)]
    earlier = (at("2021-11-07 01:15").astimezone(UTC), 2)
    ordered = RULE.by_preference(at("2021-10-17 01:30").astimezone(UTC), SAINT_JOHNS, [earlier, *both])
    assert [fold for _, fold in ordered] == [0, 1, 2]


@pytest.mark.parametrize(
    ("zone", "first", "second", "local"),
    [
        ("America/St_Johns", "2021-03-08T09:00", "2021-03-29T09:00", ("-03:30", "-02:30")),
        ("America/St_Johns", "2021-10-25T09:00", "2021-11-15T09:00", ("-02:30", "-03:30")),
        ("America/Vancouver", "2021-03-08T09:00", "2021-03-29T09:00", ("-08:00", "-07:00")),
        ("America/Regina", "2021-03-08T09:00", "2021-03-29T09:00", ("-06:00", "-06:00")),
        ("Australia/Lord_Howe", "2021-09-13T09:00", "2021-10-04T09:00", ("+10:30", "+11:00")),
    ],
)
def test_a_booking_is_said_and_printed_in_the_clinics_own_time(database, zone, first, second, local):
    """A clinic in another zone than its campaign's, with other times on the same day and an hour around."""
    hall = "Hall,County,1 Main Street,{},15,1," + zone
    day = second[:11]
    times = [first, f"{day}08:00", second, f"{day}09:30", f"{day}10:00"]
    now = at(first, ZoneInfo(zone)) - timedelta(days=3)

    def work(tx):
        load_campaign(tx, CAMPAIGN)
        load_clinics(tx, HEADER + "".join(f"{hall.format(each)}\n" for each in times), now=now)
        phone = Bookings("phone")
        clinic = phone.releases.clinics(tx, None, [ROSE], now)[0].clinic
        offer = phone.hold(tx, party="A", people=[ROSE], clinic=clinic, now=now).offers[0]
        return phone.confirm(tx, offer.claim, [ROSE], now)[0]

    booking = database.run(work)
    assert booking.local.isoformat() == f"{first}:00{local[0]}"
    assert booking.second_local.isoformat() == f"{second}:00{local[1]}"
    assert booking.starts_at.tzinfo is UTC
    assert booking.starts_at == at(first, ZoneInfo(zone))
