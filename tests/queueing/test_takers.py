"""Many desks at once, and what the ledger says against Redis."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select

from queueing import DeskNotReady, tables
from tests.queueing.morning import Morning

pytestmark = pytest.mark.slow

TAKERS, CALLERS, MANY = 16, 200, 5000


def offers(morning: Morning) -> list[int]:
    """Return how often each place was offered, of those that were."""
    row = tables.desk_event.c
    with morning.database.reading() as look:
        mine = row.state == "offered"
        return list(look.scalars(select(func.count()).where(mine).group_by(row.place_id)))


def serve_all(morning: Morning, callers: int) -> None:
    """Let sixteen agents take callers as fast as they can, while callers still join and two clocks sweep."""
    early, late = callers // 2, callers - callers // 2
    keys = [morning.caller().key for _ in range(early)]
    calls = [morning.call() for _ in range(late)]
    start, served, ended = Barrier(TAKERS + 3), Counter[int](), Event()

    def work(agent: str) -> list[int]:
        morning.desk(agent)
        start.wait()
        taken: list[int] = []
        while not ended.wait(0):
            place = morning.take(agent)
            if place is None:
                ended.wait(0.02)
                continue
            taken.append(place.key)
            served[place.key] += 1
            morning.desks.connected(place.id, place.call_sid, morning.now)
            morning.desks.finish(agent, "booked", "", morning.now)
            if served.total() >= callers:
                ended.set()
        return taken

    def join() -> list[int]:
        start.wait()
        return [morning.join(sid).key for sid in calls]

    def sweep() -> list[int]:
        start.wait()
        while not ended.wait(0.5):
            morning.sweep()
        return []

    with ThreadPoolExecutor(TAKERS + 3) as pool:
        agents = [pool.submit(work, f"agent{n}") for n in range(TAKERS)]
        joined, *_ = [pool.submit(join), pool.submit(sweep), pool.submit(sweep)]
        keys += joined.result()
        by_desk = [each.result() for each in agents]
    assert Counter(key for taken in by_desk for key in taken) == Counter(keys)
    assert all(taken == sorted(taken) for taken in by_desk)
    assert offers(morning) == [1] * callers
    assert morning.places.line.counts().leased == 0


def test_sixteen_takers_of_two_hundred_callers_are_offered_nobody_twice(morning: Morning):
    serve_all(morning, CALLERS)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_sixteen_takers_of_five_thousand_callers_are_offered_nobody_twice(morning: Morning):
    serve_all(morning, MANY)


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


def test_two_desks_two_clocks_and_two_webhooks_offer_one_caller_once(morning: Morning):
    for _ in range(20):
        sid = morning.call()
        morning.desks.away("ann", morning.now)
        morning.desks.away("bob", morning.now)
        start = Barrier(6)

        def at_once(work, start: Barrier = start):
            start.wait()
            return work()

        works = [lambda each=each: morning.desk(each) for each in ("ann", "bob")]
        works += [morning.sweep] * 2 + [lambda sid=sid: morning.join(sid)] * 2
        with ThreadPoolExecutor(6) as pool:
            *_, place, same = pool.map(at_once, works)
        assert place.id == same.id
        assert {morning.offer("ann"), morning.offer("bob")} == {place.id, None}
        assert morning.places.line.counts().leased == 1
        morning.leave(place)
    assert set(offers(morning)) == {1}


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
    morning.desk("ann")
    morning.sweep()
    first, second = morning.unmatched(), morning.unmatched()
    assert morning.places.line.match(morning.now) == [("ann", first.id)]  # and then the process is killed
    assert [morning.position(first), morning.position(second)] == [1, 2]
    assert morning.offer("ann") is None
    morning.later(seconds=11)
    morning.sweep()
    assert morning.offer("ann") == first.id
    assert morning.take("ann").id == first.id


def test_an_agent_who_presses_while_the_offer_is_being_made_does_not_wait_for_it(morning: Morning):
    morning.desk("ann")
    morning.sweep()
    first = morning.unmatched()
    assert morning.places.line.match(morning.now) == [("ann", first.id)]  # somebody else's, not yet in SQL
    assert morning.take("ann").id == first.id


def test_a_lease_that_sql_confirmed_is_not_brought_back(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    publish, morning.desks._line.publish = morning.desks._line.publish, lambda _: None
    morning.take("ann")
    morning.desks._line.publish = publish
    morning.desk("bob")
    assert morning.offer("bob") == second.id
    morning.later(seconds=11)
    morning.sweep()
    assert morning.wait(first).state == "serving"
    assert morning.position(second) == 1
