"""People booked together: both or none, as near to each other as can be, never left with less than before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from booking_core import AlreadyBooked, Bookings, Person, Supply, load_invitations, tables
from booking_core.parties import OpenSlot, seatings
from tests.booking_core.campaign import CAMPAIGN, MAX, NOW, ROSE, clinic_named, load, slots

PHONE = Bookings("phone")
NINE, QUARTER, NOON, TUESDAY = "2021-03-08 09:00", "2021-03-08 09:15", "2021-03-08 12:00", "2021-03-09 09:00"
ONE_DOSE = CAMPAIGN.replace("[second_dose]\ndays = 21\n", "")
COUPLE = (ROSE, MAX)


def hold(database, people=COUPLE, *, party="A", clinic="Truro", **more) -> Supply:
    at = clinic_named(database, clinic)
    return database.run(lambda tx: PHONE.hold(tx, party=party, people=people, clinic=at, now=NOW, **more))


def hold_for_turn(database, people=COUPLE, *, party="A", region=None) -> Supply:
    return database.run(
        lambda tx: PHONE.hold_for_turn(tx, party=party, people=people, region_id=region, now=NOW)
    )


def confirm(database, claim, people=COUPLE):
    return database.run(lambda tx: PHONE.confirm(tx, claim, people, NOW))


def held(database, party="A"):
    return database.run(lambda tx: PHONE.held(tx, party))


def units_in(database, *states) -> int:
    with database.reading() as look:
        return look.scalar(select(func.count()).where(tables.unit.c.state.in_(states)))


def test_a_couple_sits_in_one_slot_where_there_is_one(database):
    load(database, *slots("Truro", 1, NINE, QUARTER), *slots("Truro", 2, NOON), campaign=ONE_DOSE)
    [offer] = hold(database).offers
    assert [time.hour for time in offer.local_times] == [12, 12]


def test_else_in_slots_next_to_each_other_else_on_one_day(database):
    load(database, *slots("Truro", 1, NINE, NOON, QUARTER), campaign=ONE_DOSE)
    [offer] = hold(database).offers
    assert [time.minute for time in offer.local_times] == [0, 15]
    load(database, *slots("Sydney", 1, NINE, NOON), campaign=ONE_DOSE)
    [apart] = hold(database, party="B", clinic="Sydney").offers
    assert [time.hour for time in apart.local_times] == [9, 12]


def test_never_on_two_days(database):
    load(database, *slots("Truro", 1, NINE, TUESDAY), campaign=ONE_DOSE)
    supply = hold(database)
    assert (supply.offers, supply.reason) == ((), "does not fit")
    assert units_in(database, tables.HELD) == 0


def test_each_has_a_reference_and_a_second_dose(database):
    second = "2021-03-29 09:00"
    load(database, *slots("Truro", 2, NINE), *slots("Truro", 2, second, release="second doses"))
    [offer] = hold(database).offers
    rose, max_ = confirm(database, offer.claim)
    assert rose.reference != max_.reference
    assert [each.birth_date for each in (rose, max_)] == [each.birth_date for each in COUPLE]
    assert rose.second == max_.second == rose.starts_at + timedelta(days=21, hours=-1)  # summer time began
    assert confirm(database, offer.claim) == (rose, max_)
    assert units_in(database, tables.BOOKED) == 4


def test_somebody_of_the_party_who_is_booked_already_stops_it_all(database):
    load(database, *slots("Truro", 4, NINE), campaign=ONE_DOSE)
    [offer] = hold(database, (MAX,), party="M").offers
    [first] = confirm(database, offer.claim, (MAX,))
    assert hold(database).booking == first
    [alone] = hold(database, (ROSE,)).offers
    with pytest.raises(AlreadyBooked):
        confirm(database, alone.claim, (MAX,))


def test_another_clinic_that_has_nothing_leaves_what_was_held(database):
    load(database, *slots("Truro", 2, NINE), *slots("Sydney", 1, NINE), campaign=ONE_DOSE)
    [offer] = hold(database).offers
    assert hold(database, clinic="Sydney").reason == "does not fit"
    assert held(database) == offer
    assert confirm(database, offer.claim) is not None


def test_asking_for_the_same_clinic_again_may_use_what_one_holds(database):
    load(database, *slots("Truro", 2, NINE), campaign=ONE_DOSE)
    before, after = hold(database).offers[0], hold(database).offers[0]
    assert before.starts_at == after.starts_at
    assert held(database).claim == after.claim
    assert confirm(database, before.claim) is None
    assert hold(database, after=after.starts_at).reason == "no later times"
    assert held(database).claim == after.claim


def test_a_turn_holds_one_seating_where_most_is_open(database):
    load(database, *slots("Truro", 2, NINE), *slots("Sydney", 3, NINE, QUARTER), campaign=ONE_DOSE)
    assert hold_for_turn(database).offers[0].clinic.name == "Sydney"
    assert units_in(database, tables.HELD) == 2
    region = hold_for_turn(database, party="B").offers[0].clinic
    assert region.name == "Sydney"
    database.run(lambda tx: PHONE.keep(tx, "B", NOW + timedelta(minutes=10)))
    assert held(database, "B").clinic == region


def test_a_turn_falls_through_to_the_next_clinic(database):
    load(database, *slots("Truro", 1, NINE, TUESDAY), *slots("Sydney", 2, NINE), campaign=ONE_DOSE)
    assert hold_for_turn(database).offers[0].clinic.name == "Sydney"
    assert hold_for_turn(database, party="B").reason == "held by others"


def test_two_couples_at_once_for_three_units_are_one_couple(database):
    for round_ in range(8):
        load(database, *slots(f"Clinic {round_}", 3, NINE), campaign=ONE_DOSE)
        couples = [
            [Person(date(1930 + n, 1, 1 + round_), f"+19025550{n}{who}{round_}") for who in (1, 2)]
            for n in (1, 2)
        ]
        start = Barrier(2)

        def call(n: int, round_: int = round_, couples: list = couples, start: Barrier = start) -> int:
            start.wait()
            supply = hold(database, couples[n], party=f"{round_}.{n}", clinic=f"Clinic {round_}")
            if not supply.offers:
                assert supply.reason in {"held by others", "does not fit"}
                return 0
            return len(confirm(database, supply.offers[0].claim, couples[n]))

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(call, range(2))) == [0, 2]
    assert units_in(database, tables.BOOKED) == 16
    assert units_in(database, tables.HELD) == 0


def test_seatings_come_best_first():
    start = NOW
    quarter = timedelta(minutes=15)
    there = [
        OpenSlot(n, start + quarter * n, start + quarter * (n + 1), free) for n, free in enumerate((1, 1, 2))
    ]
    zone = ZoneInfo("America/Halifax")
    found = [[slot.id for slot in seating] for seating in seatings(there, 2, zone)]
    assert found == [[2, 2], [0, 1], [1, 2], [0, 1]]
    assert list(seatings(there, 5, zone)) == []


def test_what_is_left_is_counted_by_region_and_release(database):
    load(database, *slots("Truro", 2, NINE), *slots("Sydney", 1, NINE, release="letters"), campaign=ONE_DOSE)
    hold(database, (ROSE,))
    code = "55548658"
    letter = f"code,birth_date,region,batch\n{code},{ROSE.birth_date},Truro,March\n"
    database.run(lambda tx: load_invitations(tx, letter, now=NOW))
    with database.reading() as look:
        left = {(each.region_id, each.open, each.held) for each in PHONE.releases.left(look, NOW)}
        audience = PHONE.releases.audience(look, COUPLE)
        invited = PHONE.releases.audience(look, [Person(ROSE.birth_date, None, code)])
    assert {each[1:] for each in left} == {(1, 1), (1, 0)}
    assert audience[0] == 0
    assert set(invited) - set(audience)  # the release by letter
