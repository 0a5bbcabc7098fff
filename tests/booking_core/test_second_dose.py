"""The second dose: same place, same time of day, 21 days later."""

from datetime import datetime
from zoneinfo import ZoneInfo

from booking_core import Bookings, Database
from booking_core.doses import SecondDose
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

HALIFAX = ZoneInfo("America/Halifax")


def book(database: Database, party="A", person=ROSE):
    at = clinic_named(database, "Truro")

    def work(tx):
        bookings = Bookings("phone")
        offer = bookings.hold(tx, party=party, people=[person], clinic=at, now=NOW).offers[0]
        return bookings.confirm(tx, offer.claim, [person], NOW)[0]

    return database.run(work)


def test_the_same_time_of_day_across_a_clock_change(database):
    second = slots("Truro", 1, "2021-03-29 09:15", "2021-03-29 09:00", release="second doses")
    load(database, *slots("Truro", 1, "2021-03-08 09:00"), *second)
    booking = book(database)
    assert booking.local.isoformat() == "2021-03-08T09:00:00-04:00"
    assert booking.second_local.isoformat() == "2021-03-29T09:00:00-03:00"


def test_no_second_supply_means_that_the_first_stands(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    booking = book(database)
    assert booking is not None
    assert booking.second is None


def test_second_dose_capacity_is_nobodys_first_dose(database):
    second = slots("Truro", 5, "2021-03-29 09:00", release="second doses")
    load(database, *slots("Truro", 1, "2021-03-08 09:00"), *second)
    at = clinic_named(database, "Truro")
    book(database)
    supply = database.run(lambda tx: Bookings("phone").hold(tx, party="B", people=[MAX], clinic=at, now=NOW))
    assert supply.reason == "sold out"


def test_nearest_day_comes_before_nearest_time():
    first = datetime(2021, 3, 8, 9, 0, tzinfo=HALIFAX)
    days = [datetime(2021, 3, 28, 9, 0, tzinfo=HALIFAX), datetime(2021, 3, 29, 16, 0, tzinfo=HALIFAX)]
    ordered = SecondDose(21, 1).by_preference(first, HALIFAX, [(day, None) for day in days])
    assert [at for at, _ in ordered] == [days[1], days[0]]
