"""The nearest clinics with places, and the honest facts where the nearest of all is full."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking_core import (
    BadFile,
    Bookings,
    Clinic,
    OpenClinic,
    Releases,
    load_towns,
    load_travel,
    nearest_to,
    region_called,
)
from booking_core.nearest import RegionSupply, nearest
from tests.booking_core.campaign import MAX, NOW, ROSE, clinic_named, load, slots

MONDAY = datetime(2021, 3, 8, 11, tzinfo=UTC)
TRAVEL = """from_region,to_region,minutes
Yarmouth County,Halifax County,210
Halifax County,Sydney County,255
Yarmouth County,Sydney County,450
Sydney County,Yarmouth County,460
"""
MINUTES = {"Yarmouth": 0, "Minas": 160, "Halifax": 210, "Sydney": 450}


def clinic(region, opened=5, number=1):
    return OpenClinic(
        Clinic(number, f"{region} Hall", region, "1 Main Street", "America/Halifax"), opened, asks_code=False
    )


def supply(region, opened=0, held=0, booked=0, opens_at=None):
    return RegionSupply(region, opened, held, booked, opens_at)


def test_the_nearest_comes_first_and_what_nobody_knows_last():
    there = [
        clinic("Sydney"),
        clinic("Elsewhere"),
        clinic("Halifax", 5, 1),
        clinic("Halifax", 4, 2),
        clinic("Minas"),
    ]
    found = nearest("Yarmouth", there, [], MINUTES, 1)
    assert [(each.clinic.clinic.name, each.minutes) for each in found.offers] == [
        ("Minas Hall", 160),
        ("Halifax Hall", 210),
        ("Halifax Hall", 210),
        ("Sydney Hall", 450),
        ("Elsewhere Hall", None),
    ]
    assert [each.clinic.open_units for each in found.offers[1:3]] == [5, 4]
    assert not found.at_home


def test_what_is_nearer_than_the_first_offer_is_told_with_its_reason():
    supplies = [
        supply("Sydney", booked=9),
        supply("Halifax", opened=3),
        supply("Minas", held=2, booked=7),
        supply("Yarmouth", booked=4, opens_at=MONDAY),
    ]
    found = nearest("Yarmouth", [clinic("Halifax")], supplies, MINUTES, 1)
    assert [(each.region, each.state, each.opens_at) for each in found.nearer] == [
        ("Yarmouth", "full", MONDAY),
        ("Minas", "held", None),
    ]


def test_a_region_that_opens_later_is_not_called_full():
    found = nearest("Yarmouth", [clinic("Halifax")], [supply("Yarmouth", opens_at=MONDAY)], MINUTES, 1)
    assert [(each.state, each.opens_at) for each in found.nearer] == [("unopened", MONDAY)]


def test_a_couple_needs_two_places():
    supplies = [supply("Yarmouth", opened=1, booked=3), supply("Halifax", opened=2)]
    found = nearest("Yarmouth", [clinic("Yarmouth", 1), clinic("Halifax", 2)], supplies, MINUTES, 2)
    assert [each.clinic.clinic.region for each in found.offers] == ["Halifax"]
    assert [(each.region, each.state) for each in found.nearer] == [("Yarmouth", "full")]
    alone = nearest("Yarmouth", [clinic("Yarmouth", 1), clinic("Halifax", 2)], supplies, MINUTES, 1)
    assert alone.at_home
    assert alone.nearer == ()


def test_where_nothing_is_open_everything_known_is_told():
    found = nearest("Yarmouth", [], [supply("Sydney", booked=1), supply("Yarmouth", booked=1)], MINUTES, 1)
    assert found.offers == ()
    assert [each.region for each in found.nearer] == ["Yarmouth", "Sydney"]


@given(
    st.lists(st.tuples(st.sampled_from([*MINUTES, "Elsewhere"]), st.integers(0, 4)), max_size=8),
    st.lists(st.tuples(st.sampled_from([*MINUTES, "Elsewhere"]), *[st.integers(0, 3)] * 3), max_size=8),
    st.integers(1, 3),
)
def test_nobody_is_sent_past_a_place_they_could_have(clinics, supplies, people):
    there = [clinic(region, opened) for region, opened in clinics]
    found = nearest("Yarmouth", there, [supply(*each) for each in supplies], MINUTES, people)
    assert sorted(map(str, (each.clinic for each in found.offers))) == sorted(
        str(c) for c in there if c.open_units >= people
    )
    known = [each.minutes for each in found.offers if each.minutes is not None]
    assert known == sorted(known)
    for each in found.nearer:
        assert each.minutes < (known[0] if known else 10_000)


@pytest.fixture
def province(database):
    """Three regions, and the ways between them."""
    load(
        database,
        *slots("Halifax", 2, "2021-03-08 09:00"),
        *slots("Sydney", 3, "2021-03-08 09:00"),
        *slots("Yarmouth", 2, "2021-03-08 09:00"),
        *slots("Yarmouth", 2, "2021-03-15 09:00", release="later"),
    )
    database.run(lambda tx: load_travel(tx, TRAVEL))
    return database


def from_yarmouth(database, *people, now=NOW):
    with database.reading() as look:
        region = next(
            r.id
            for r in Releases("phone").regions(look, [ROSE], NOW + timedelta(days=8))
            if r.name == "Yarmouth County"
        )
        return nearest_to(look, Releases("phone"), region, people or (ROSE,), now)


def book(database, clinic, *people, confirmed=True):
    at, phone = clinic_named(database, clinic), Bookings("phone")

    def work(tx):
        offer = phone.hold(tx, party=clinic, people=people, clinic=at, now=NOW).offers[0]
        return phone.confirm(tx, offer.claim, people, NOW) if confirmed else offer

    return database.run(work)


def test_yarmouth_is_full_and_the_nearest_with_places_is_halifax(province):
    assert from_yarmouth(province).at_home
    book(province, "Yarmouth", ROSE, MAX)
    found = from_yarmouth(province, replace(ROSE, phone="+19025550199"))
    assert [(each.clinic.clinic.name, each.minutes) for each in found.offers] == [
        ("Halifax", 210),
        ("Sydney", 450),
    ]
    [full] = found.nearer
    assert (full.region, full.minutes, full.state) == ("Yarmouth County", 0, "full")
    assert full.opens_at.isoformat() == "2021-03-08T11:00:00+00:00"  # and more opens there next week


def test_what_others_are_looking_at_is_not_called_full(province):
    book(province, "Yarmouth", ROSE, MAX, confirmed=False)
    assert [each.state for each in from_yarmouth(province, replace(ROSE, phone="+19025550199")).nearer] == [
        "held"
    ]
    later = NOW + timedelta(minutes=4)
    assert from_yarmouth(province, replace(ROSE, phone="+19025550199"), now=later).at_home


def test_only_what_these_people_may_book_counts(province):
    young = replace(ROSE, birth_date=ROSE.birth_date.replace(year=1960))
    found = from_yarmouth(province, young)
    assert found.offers == ()
    assert [(each.region, each.state) for each in found.nearer] == [("Yarmouth County", "unopened")]


def test_a_way_back_is_as_long_unless_it_is_said(province):
    with province.reading() as look:
        regions = {each.name: each.id for each in Releases("phone").regions(look, [ROSE], NOW)}
        found = nearest_to(look, Releases("phone"), regions["Sydney County"], [ROSE], NOW)
        assert nearest_to(look, Releases("phone"), 99, [ROSE], NOW) is None
    assert [(each.clinic.clinic.name, each.minutes) for each in found.offers] == [
        ("Sydney", 0),
        ("Halifax", 255),
        ("Yarmouth", 460),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Atlantis,Halifax County,9", "line 2, column from_region: is no region; there are: Halifax"),
        ("Halifax County,Atlantis,9", "line 2, column to_region: is no region"),
        ("Halifax County,Halifax County,9", "line 2, column to_region: is where the way begins"),
        ("Halifax County,Sydney County,0", "line 2, column minutes: is less than 1"),
        ("Halifax County,Sydney County,9\nHalifax County,Sydney County,9", "line 3, .* is on line 2 too"),
    ],
)  # fmt: skip
def test_a_bad_way_is_named_and_the_old_ones_stay(province, row, says):
    with pytest.raises(BadFile, match=says):
        province.run(lambda tx: load_travel(tx, f"from_region,to_region,minutes\n{row}\n"))
    assert from_yarmouth(province).offers[1].minutes == 210


def test_a_travel_file_is_the_whole_table_and_loads_twice(province):
    assert province.run(lambda tx: load_travel(tx, TRAVEL)) == 4
    province.run(lambda tx: load_travel(tx, "".join(TRAVEL.splitlines(keepends=True)[:2])))
    assert [each.minutes for each in from_yarmouth(province).offers] == [0, 210, None]


def test_a_region_is_found_by_its_letters_or_by_a_town_of_it(database):
    load(database, *slots("Truro", 1, "2021-03-08 09:00"), *slots("Sydney", 1, "2021-03-08 09:00"))
    towns = ["Bible Hill,NS,Truro County", "Springfield,NS,Truro County", "Springfield,NB,Sydney County"]
    database.run(lambda tx: load_towns(tx, "\n".join(["town,province,region", *towns])))
    with database.reading() as look:
        names = ("truro  county", "BIBLE-HILL", "Springfield", "", "%", "Bible")
        found = [region_called(look, name) for name in names]
    assert [each and each[1] for each in found] == ["Truro County", "Truro County", None, None, None, None]
