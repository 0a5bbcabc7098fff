"""Real processes, few units: as many bookings as units, whoever wins, and nobody told a wrong thing."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from booking_core import BadFile, Person, find_bookings, tables
from tests.booking_core import racers
from tests.booking_core.acts import (
    NINE,
    NOON,
    ONE_DOSE,
    PHONE,
    QUARTER,
    TUESDAY,
    book_one,
    join,
    someone,
    units_in,
    waiting,
)
from tests.booking_core.campaign import NOW, clinic_named, load, slots
from tests.booking_core.processes import side_by_side
from tests.booking_core.soundness import assert_sound

SECONDS = slots("Truro", 3, "2021-03-29 09:00", "2021-03-30 09:00", release="second doses")


def race(database, *runs):
    """Let each `(function, arguments)` run in a process of its own; return what each heard."""
    url = database.engine.url.render_as_string(hide_password=False)
    heard = side_by_side([(work, url, *asked) for work, *asked in runs])
    assert_sound(database)
    return heard


def said(heard) -> Counter[str]:
    return Counter(what for each in heard for what, _ in each)


@pytest.mark.parametrize("people", [1, 2])
def test_more_callers_than_units_on_one_slot_are_just_as_many_bookings(database, people):
    load(database, *slots("Truro", 6, NINE), campaign=ONE_DOSE)
    at = clinic_named(database, "Truro")
    runs = [(racers.callers, at, list(range(first, first + 5)), people) for first in (0, 5, 10)]
    heard = race(database, *runs)
    assert said(heard) == {"booked": 6 / people, "sold out": 15 - 6 / people}
    assert units_in(database, tables.BOOKED) == 6
    # nobody was told so before it was so
    assert {count for each in heard for what, count in each if what == "sold out"} == {6}


def test_what_is_cancelled_goes_to_the_list_however_quick_the_callers_are(database):
    load(database, *slots("Truro", 2, NINE, QUARTER, TUESDAY), campaign=ONE_DOSE)
    at, booked = clinic_named(database, "Truro"), [book_one(database, someone(number)) for number in range(6)]
    for key in range(14):
        join(database, someone(100 + key), key=key)
    claims = [each.claim for each in booked]
    heard = race(
        database,
        (racers.cancellers, claims[:4]),
        (racers.cancellers, claims[2:]),  # two of them twice over
        (racers.callers, at, [50, 51, 52], 1),
        (racers.answerers, 6),
    )
    assert said(heard) == {"sold out": 3} | {f"accepted {key}": 1 for key in (1, 3, 5, 7, 9, 11)}
    assert [waiting(database, someone(100 + key)) is None for key in range(14)].count(True) == 6
    with database.reading() as look:
        assert len(find_bookings(look)) == 6


def test_capacity_is_lowered_while_everybody_books(database):
    load(database, *slots("Truro", 30, NINE))
    at, people = clinic_named(database, "Truro"), [someone(number) for number in range(40)]

    def call(person: Person) -> bool:
        asked = {"party": person.phone, "people": [person], "clinic": at, "now": NOW}
        supply = database.run(lambda tx: PHONE.hold(tx, **asked))
        held = [offer.claim for offer in supply.offers][:1]
        return bool(held) and database.run(lambda tx: PHONE.confirm(tx, held[0], [person], NOW)) is not None

    def lower(capacity: int) -> int:
        try:
            load(database, *slots("Truro", capacity, NINE))
        except BadFile:
            return 30
        return capacity

    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(call, person) for person in people]
        capacity = min(pool.map(lower, (25, 18, 12, 6)))
        booked = sum(done.result() for done in calls)
    unit = tables.unit.c
    with database.reading() as look:
        states = look.scalars(select(unit.state)).all()
    assert states.count(tables.BOOKED) == booked <= len(states) - states.count(tables.BLOCKED)
    assert len(states) - states.count(tables.BLOCKED) >= capacity


def chaos(database, processes: int, deeds: int, seed: int) -> Counter[str]:
    load(database, *slots("Truro", 2, NINE, QUARTER), *slots("Sydney", 2, NINE, NOON, TUESDAY), *SECONDS)
    clinics = [clinic_named(database, name) for name in ("Truro", "Sydney")]
    runs = [(racers.anything, clinics, seed + each, deeds) for each in range(processes)]
    return sum(race(database, *runs), Counter())


def test_anything_at_once_leaves_everything_sound(database):
    came_of_it = chaos(database, processes=3, deeds=300, seed=1)  # of 120 none may have moved, by chance
    assert came_of_it.total() == 900  # nobody met a deadlock, or anything else but a kind refusal
    assert {"move: moved", "cancel: True", "book: offers"} <= set(came_of_it)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(100, 120))
def test_anything_at_once_for_long(database, seed):
    assert chaos(database, processes=6, deeds=300, seed=seed * 10).total() == 1800
