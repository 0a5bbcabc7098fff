"""Many clients, few units: exactly as many bookings as units, whoever wins."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import func, select

from booking_core import BadFile, Bookings, Person, tables
from tests.booking_core.campaign import NOW, ROSE, clinic_named, load, slots

PEOPLE = [replace(ROSE, phone=f"+190255502{number:02}") for number in range(40)]


def test_forty_people_for_twenty_units_on_one_slot(database):
    load(database, *slots("Truro", 20, "2021-03-08 09:00"))
    at = clinic_named(database, "Truro")
    phone = Bookings("phone")

    def call(person: Person) -> str:
        party = person.phone or ""
        for _ in range(2000):
            supply = database.run(lambda tx: phone.hold(tx, party=party, people=[person], clinic=at, now=NOW))
            if supply.offers:
                held = supply.offers[0].claim
                booked = database.run(lambda tx, held=held: phone.confirm(tx, held, [person], NOW))
                return booked[0].reference
            if supply.reason == "sold out":
                return ""
        return "still looking"

    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(call, PEOPLE))
    assert ends.count("") == 20
    assert len({reference for reference in ends if reference}) == 20
    unit, claim = tables.unit.c, tables.claim.c
    with database.reading() as look:
        assert look.scalar(select(func.count()).where(unit.state == tables.BOOKED)) == 20
        assert (
            look.scalar(select(func.count(claim.unit_id.distinct())).where(claim.state == "confirmed")) == 20
        )


def test_capacity_is_lowered_while_everybody_books(database):
    load(database, *slots("Truro", 30, "2021-03-08 09:00"))
    at, phone = clinic_named(database, "Truro"), Bookings("phone")

    def call(person: Person) -> bool:
        supply = database.run(
            lambda tx: phone.hold(tx, party=person.phone, people=[person], clinic=at, now=NOW)
        )
        held = [offer.claim for offer in supply.offers][:1]
        return bool(held) and database.run(lambda tx: phone.confirm(tx, held[0], [person], NOW)) is not None

    def lower(capacity: int) -> int:
        try:
            load(database, *slots("Truro", capacity, "2021-03-08 09:00"))
        except BadFile:
            return 30
        return capacity

    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(call, person) for person in PEOPLE]
        capacity = min(pool.map(lower, (25, 18, 12, 6)))
        booked = sum(done.result() for done in calls)
    unit = tables.unit.c
    with database.reading() as look:
        states = look.scalars(select(unit.state)).all()
    assert states.count(tables.BOOKED) == booked <= len(states) - states.count(tables.BLOCKED)
    assert len(states) - states.count(tables.BLOCKED) >= capacity
