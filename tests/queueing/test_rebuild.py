"""Redis is an index: it can be made anew at any moment, and nobody notices."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from redis import Redis

from queueing import LineAway, rebuild
from tests.queueing.morning import Morning

ORDER = "line:{main}:order:desk.en"


def order(morning: Morning) -> list[tuple[str, float]]:
    return morning.redis.zrange(ORDER, 0, -1, withscores=True)


def test_the_order_comes_back_as_it_was(morning: Morning):
    places = [morning.caller() for _ in range(60)]
    for place in places[::7]:
        morning.hang_up(place.call_sid)
    morning.desk("ann")
    morning.take("ann")
    before = order(morning)
    morning.redis.flushall()
    assert rebuild(morning.database, morning.redis, morning.now) == len(before)
    assert order(morning) == before


def test_a_rebuild_of_a_whole_order_changes_nothing_and_tells_no_joins(morning: Morning):
    places = [morning.caller() for _ in range(10)]
    before, told = order(morning), morning.redis.xlen("line:{main}:events")
    rebuild(morning.database, morning.redis, morning.now)
    assert order(morning) == before
    assert morning.redis.xlen("line:{main}:events") == told + 1
    assert [morning.position(place) for place in places] == list(range(1, 11))


def test_what_redis_has_too_much_is_taken_out(morning: Morning):
    stays, gone = morning.caller(), morning.caller()
    morning.database.run(lambda tx: morning.places.leave(tx, gone.id, morning.now))  # not published
    morning.redis.zadd(ORDER, {"999": 1})
    assert rebuild(morning.database, morning.redis, morning.now) == 1
    assert [place for place, _ in order(morning)] == [str(stays.id)]


def test_an_order_that_is_not_whole_gives_nobody_a_position_or_a_caller(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    rebuild(morning.database, morning.redis, morning.now)
    morning.redis.flushall()
    morning.places.publish(second, morning.now)  # a late word, before anybody has noticed
    assert morning.places.line.wait(second.id, "", morning.now) is None
    assert morning.take("ann").id == first.id


def test_a_word_from_before_the_rebuild_is_not_believed(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    morning.redis.flushall()
    rebuild(morning.database, morning.redis, morning.now)
    morning.places.publish(place, morning.now)
    assert order(morning) == []


def test_nobodys_place_is_none(morning: Morning):
    assert morning.places.wait(12345, morning.now) is None


def test_a_wipe_under_load_tells_nobody_a_worse_position(morning: Morning):
    places = [morning.caller() for _ in range(200)]
    positions = {place.id: morning.position(place) for place in places}
    worse, stop = [], Event()

    def wait_on(mine):
        while not stop.is_set():
            for place in mine:
                said = morning.wait(place)
                if said.position > positions[place.id]:
                    worse.append(said)

    with ThreadPoolExecutor(8) as pool:
        waiters = [pool.submit(wait_on, places[start::8]) for start in range(8)]
        for _ in range(5):
            morning.redis.flushall()
            morning.wait(places[-1])
        stop.set()
        for waiter in waiters:
            waiter.result()
    assert worse == []
    assert {place.id: morning.position(place) for place in places} == positions


@pytest.mark.parametrize("made_in", ["another-server:1", f"{'0' * 40}:ab12:0"])
def test_another_server_means_a_rebuild_by_the_clock(morning: Morning, made_in: str):
    places = [morning.caller() for _ in range(3)]
    morning.sweep()
    morning.redis.set("line:{main}:whole", made_in)
    morning.redis.zrem(ORDER, str(places[0].id))  # the last second was lost with it
    morning.redis.hdel("line:{main}:places", str(places[0].id))
    morning.sweep()
    assert [morning.position(place) for place in places] == [1, 2, 3]


def test_the_same_server_means_none(morning: Morning):
    morning.caller()
    morning.sweep()
    made_in = morning.redis.get("line:{main}:whole")
    morning.sweep()
    assert morning.redis.get("line:{main}:whole") == made_in


def test_a_line_away_is_said_as_such(morning: Morning):
    morning.places.line._redis = Redis(port=1, socket_connect_timeout=1, retry=None)
    with pytest.raises(LineAway):
        morning.places.wait(1, morning.now)
