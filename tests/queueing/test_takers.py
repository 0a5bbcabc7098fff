"""Many desks at once, and what the ledger says against Redis."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from queueing import DeskNotReady, rebuild
from tests.queueing.morning import Morning

TAKERS, CALLERS = 16, 500


def test_sixteen_takers_of_five_hundred_callers_take_nobody_twice(morning: Morning):
    keys = [morning.caller().key for _ in range(CALLERS)]
    start = Barrier(TAKERS)

    def work(agent: str) -> list[int]:
        morning.desk(agent)
        start.wait()
        taken = []
        while (place := morning.take(agent)) is not None:
            taken.append(place.key)
            morning.desks.connected(place.id, place.call_sid, morning.now)
            morning.desks.finish(agent, "booked", "", morning.now)
        return taken

    with ThreadPoolExecutor(TAKERS) as pool:
        by_desk = list(pool.map(work, [f"agent{n}" for n in range(TAKERS)]))
    assert Counter(key for taken in by_desk for key in taken) == Counter(keys)
    assert all(taken == sorted(taken) for taken in by_desk)
    assert morning.places.line.counts().leased == 0


def test_two_desks_at_one_instant_and_one_caller(morning: Morning):
    for _ in range(20):
        caller = morning.caller()
        agents = ["ann", "bob"]
        for agent in agents:
            morning.desk(agent)
        start = Barrier(2)

        def take(agent: str, start: Barrier = start):
            start.wait()
            return morning.take(agent)

        with ThreadPoolExecutor(2) as pool:
            places = list(pool.map(take, agents))
        assert [place.id for place in places if place is not None] == [caller.id]
        winner = agents[0 if places[0] else 1]
        morning.desks.connected(caller.id, caller.call_sid, morning.now)
        morning.desks.finish(winner, "booked", "", morning.now)


def test_two_clicks_at_one_instant_are_one_caller(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    start = Barrier(2)

    def take(_: int):
        start.wait()
        return morning.take("ann")

    with ThreadPoolExecutor(2) as pool:
        places = list(pool.map(take, range(2)))
    assert {place.id for place in places} == {first.id}
    assert morning.position(second) == 1


def test_a_place_that_does_not_wait_any_more_is_passed_over(morning: Morning):
    gone, second = morning.caller(), morning.caller()
    morning.database.run(lambda tx: morning.places.close_leg(tx, gone.call_sid, morning.now))  # not published
    morning.desk("ann")
    assert morning.take("ann").id == second.id
    assert morning.places.line.counts().waiting == 0


def test_a_desk_whose_phone_is_not_up_takes_nobody(morning: Morning):
    place = morning.caller()
    with pytest.raises(DeskNotReady):
        morning.take("ann")
    morning.desks.ready("ann", "client:ann", morning.now)
    with pytest.raises(DeskNotReady):
        morning.take("ann")
    assert morning.position(place) == 1


def test_a_lease_that_nobody_confirmed_goes_back_to_its_key(morning: Morning):
    first, second = morning.caller(), morning.caller()
    rebuild(morning.database, morning.redis, morning.now)
    morning.places.line.take("ann", morning.now)  # and then the process is killed
    assert [morning.position(first), morning.position(second)] == [1, 2]
    morning.desk("bob")
    morning.later(seconds=11)
    morning.sweep()
    assert morning.take("bob").id == first.id


def test_a_lease_that_sql_confirmed_is_not_brought_back(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    publish, morning.desks._places.publish = morning.desks._places.publish, lambda _: None
    morning.take("ann")
    morning.desks._places.publish = publish
    morning.later(seconds=11)
    morning.sweep()
    assert morning.wait(first).state == "serving"
    assert morning.position(second) == 1
