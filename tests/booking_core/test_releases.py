"""Releases and cohorts are judged when a unit is held, on every channel."""

from dataclasses import replace
from datetime import date, timedelta

from booking_core import Bookings, Releases, invited, load_invitations
from booking_core.check_digits import check_digit
from tests.booking_core.campaign import NOW, ROSE, clinic_named, load, slots

CODE = "5720000" + check_digit("5720000")
YOUNG = replace(ROSE, birth_date=date(1960, 1, 1))
MORNING = "2021-03-15 09:00"


def supply(database, person, at, now=NOW, channel="phone"):
    return database.run(lambda tx: Bookings(channel).hold(tx, party="A", people=[person], clinic=at, now=now))


def test_a_release_opens_at_its_instant(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"), *slots("Truro", 1, MORNING, release="later"))
    releases = Releases("phone")
    with database.reading() as look:
        assert releases.clinics(look, None, [ROSE], NOW)[0].open_units == 1
        opens = releases.next_release(look, [ROSE], NOW).opens_at
        assert opens.isoformat() == "2021-03-08T11:00:00+00:00"
        assert releases.clinics(look, None, [ROSE], opens - timedelta(microseconds=1))[0].open_units == 1
        assert releases.clinics(look, None, [ROSE], opens)[0].open_units == 2


def test_a_cohort_is_judged_for_callers_and_agents_alike(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"))
    at = clinic_named(database, "Truro")
    for channel in ("phone", "agent", "callback"):
        assert supply(database, YOUNG, at, channel=channel).reason == "sold out"
        with database.reading() as look:
            assert Releases(channel).regions(look, [YOUNG], NOW) == []


def test_a_clinic_without_a_release_is_open_to_all(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00", release=""))
    assert supply(database, YOUNG, clinic_named(database, "Truro")).offers


def test_a_code_is_asked_where_the_release_asks_for_one(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00", release="letters"))
    at = clinic_named(database, "Truro")
    with database.reading() as look:
        assert Releases("phone").clinics(look, None, [ROSE], NOW)[0].asks_code
    assert supply(database, ROSE, at).reason == "code needed"
    letter = f"code,birth_date,region,batch\n{CODE},1931-05-02,Truro County,March\n"
    database.run(lambda tx: load_invitations(tx, letter, now=NOW))
    with database.reading() as look:
        assert invited(look, CODE, ROSE.birth_date)
        assert not invited(look, CODE, YOUNG.birth_date)
    assert supply(database, replace(ROSE, code=CODE), at).offers


def test_regions_come_with_what_is_open_in_them(database):
    load(database, *slots("Truro", 2, "2021-03-08 09:00"), *slots("Sydney", 3, "2021-03-08 09:00"))
    with database.reading() as look:
        regions = Releases("phone").regions(look, [ROSE], NOW)
        assert [(each.name, each.open_units) for each in regions] == [
            ("Truro County", 2),
            ("Sydney County", 3),
        ]
        here = Releases("phone").clinics(look, regions[1].id, [ROSE], NOW)
        assert [each.clinic.name for each in here] == ["Sydney"]
