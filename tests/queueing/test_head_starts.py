"""Head starts: bounded, with a reason that is kept, and nobody waits longer for one than it is long."""

import random
from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from queueing import NotWaiting, Place, TooLongAHeadStart, rebuild, tables
from tests.queueing.morning import Morning

MINUTE = 60


def give(morning: Morning, place: Place, seconds: int, reason: str = "interpreter fetched") -> Place:
    moved = morning.database.run(
        lambda tx: morning.places.head_start(tx, place.id, seconds, reason, "diane", morning.now)
    )
    morning.places.publish(moved, morning.now)
    return moved


def line_of(morning: Morning, minutes: int) -> list[Place]:
    """Return the places of one caller a minute."""
    places = []
    for _ in range(minutes):
        places.append(morning.caller())
        morning.later(minutes=1)
    return places


def audit(morning: Morning, place: Place) -> list[tuple[int, dict]]:
    row = tables.place_event.c
    with morning.database.reading() as look:
        mine = (row.place_id == place.id) & (row.kind == "head_start")
        return [tuple(each) for each in look.execute(select(row.version, row.note).where(mine))]


def test_it_leads_past_those_who_called_that_much_earlier_and_no_others(morning: Morning):
    places = line_of(morning, 10)
    moved = give(morning, places[9], 5 * MINUTE + 30)
    assert moved.key == places[9].key - 330_000_000
    assert moved.head_start == 330
    assert morning.position(moved) == 5
    assert [morning.position(place) for place in places[:9]] == [1, 2, 3, 4, 6, 7, 8, 9, 10]


def test_its_reason_and_who_gave_it_are_kept(morning: Morning):
    place = morning.caller()
    give(morning, place, 60, " the line broke off ")
    note = {"seconds": 60, "reason": "the line broke off", "by": "diane"}
    assert audit(morning, place) == [(2, note)]


def test_said_twice_it_is_once(morning: Morning):
    place = morning.caller()
    assert give(morning, place, 300) == give(morning, place, 300)
    assert len(audit(morning, place)) == 1
    assert give(morning, place, 300, "another reason").head_start == 600


@pytest.mark.parametrize(
    ("seconds", "reason"), [(901, "a reason"), (0, "a reason"), (-60, "a reason"), (60, ""), (60, "  ")]
)
def test_out_of_bounds_or_without_a_reason_it_is_refused(morning: Morning, seconds: int, reason: str):
    place = morning.caller()
    with pytest.raises(TooLongAHeadStart):
        give(morning, place, seconds, reason)
    assert morning.place(place.id) == place
    assert audit(morning, place) == []


def test_all_of_them_together_are_no_more_than_fifteen_minutes(morning: Morning):
    place = morning.caller()
    give(morning, place, 600)
    with pytest.raises(TooLongAHeadStart):
        give(morning, place, 301, "again")
    assert give(morning, place, 300, "again").head_start == 900


def test_only_who_waits_can_have_one(morning: Morning):
    morning.desk("ann")
    served, gone = morning.caller(), morning.caller()
    morning.take("ann")
    morning.leave(gone)
    for place_id in (served.id, gone.id, 999):
        with pytest.raises(NotWaiting):
            morning.database.run(
                lambda tx, each=place_id: morning.places.head_start(tx, each, 60, "x", "diane", morning.now)
            )


def test_somebody_away_keeps_their_time_and_stands_earlier_when_they_call_again(morning: Morning):
    first = morning.caller()
    morning.later(minutes=1)
    place = morning.caller()
    dropped = morning.hang_up(place.call_sid)
    morning.later(minutes=5)
    assert give(morning, dropped, 120).deadline == dropped.deadline
    assert morning.position(morning.resume(place, morning.call())) == 1
    assert morning.position(first) == 2


def test_keys_stay_unique(morning: Morning):
    first = morning.caller()
    with morning.database.engine.begin() as tx:
        tx.execute(tables.place.update().values(key=first.key - 60_000_000))
    second = morning.caller()
    with morning.database.engine.begin() as tx:
        row = tables.place
        tx.execute(row.update().where(row.c.id == second.id).values(key=first.key))
    moved = give(morning, morning.place(second.id), 60)
    assert moved.key == first.key - 60_000_000 + 1


def test_whoever_is_being_offered_goes_on_being_offered(morning: Morning):
    morning.caller()
    morning.later(minutes=1)
    place = morning.caller()
    morning.desk("ann")
    morning.desk("bob")
    give(morning, place, 120)
    morning.desk("cleo")
    assert (morning.offer("bob"), morning.offer("cleo")) == (place.id, None)
    assert morning.position(place) == 1


def test_redis_gets_the_new_key_and_so_does_a_rebuild(morning: Morning):
    places = line_of(morning, 5)
    give(morning, places[4], 150)
    before = [morning.position(place) for place in places]
    assert before == [1, 2, 4, 5, 3]
    morning.redis.flushall()
    rebuild(morning.database, morning.redis, morning.now)
    assert [morning.position(place) for place in places] == before


def test_whoever_is_passed_hears_why(morning: Morning):
    places = line_of(morning, 3)
    assert [morning.position(place) for place in places] == [1, 2, 3]
    give(morning, places[2], 90)
    said = [morning.wait(place) for place in places]
    assert [(each.position, each.reason) for each in said] == [(1, None), (3, "earlier_key"), (2, None)]


def test_nobody_is_passed_by_anybody_who_called_more_than_the_largest_head_start_later(morning: Morning):
    chance = random.Random(8)
    places = line_of(morning, 60)
    for place in chance.sample(places, 40):
        give(morning, place, chance.randint(1, 900))
    order = [int(place) for place in morning.redis.zrange("line:{main}:order:desk.en", 0, -1)]
    stands = {place: position for position, place in enumerate(order)}
    late = [
        later.arrived_at - place.arrived_at
        for place, later in combinations(places, 2)
        if stands[later.id] < stands[place.id]
    ]
    assert len(late) > 100
    assert max(late) <= timedelta(minutes=15)
