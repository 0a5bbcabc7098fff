"""A sweep with nothing to do asks Redis once, and yet finds whatever there is to do."""

from tests.queueing.morning import Morning

DESKS, IDLE, PACE = (f"line:{{main}}:{part}" for part in ("desks", "idle", "pace"))


def times(morning: Morning, command: str) -> int:
    """Return how often the server was given a command."""
    return morning.redis.info("commandstats").get(f"cmdstat_{command}", {}).get("calls", 0)


def test_a_desk_that_redis_does_not_know_any_more_is_offered_who_waits(morning: Morning):
    morning.desk("ann")
    morning.sweep()
    morning.redis.hdel(DESKS, "ann")
    morning.redis.zrem(IDLE, "ann")
    place = morning.unmatched()
    morning.sweep()
    assert morning.offer("ann") == place.id


def test_a_caller_for_whom_nobody_looked_is_offered_to_a_desk_that_is_idle(morning: Morning):
    morning.desk("ann")
    morning.sweep()
    place = morning.unmatched()
    morning.sweep()
    assert morning.offer("ann") == place.id


def test_a_lease_that_has_run_out_is_given_back(morning: Morning):
    morning.desk("ann")
    place = morning.unmatched()
    morning.sweep()
    morning.redis.hset("line:{main}:leases", str(place.id), "1 ann")
    morning.redis.zadd("line:{main}:leased", {str(place.id): place.key})
    morning.sweep()
    assert morning.redis.hget("line:{main}:leases", str(place.id)) != "1 ann"


def test_scripts_that_the_server_has_forgotten_are_sent_again(morning: Morning):
    morning.desk("ann")
    place = morning.unmatched()
    morning.redis.script_flush()
    morning.sweep()
    assert morning.offer("ann") == place.id


def test_with_nothing_to_do_nothing_is_written_but_that_somebody_looked(morning: Morning):
    morning.caller()
    morning.sweep()
    morning.sweep()
    before = {command: times(morning, command) for command in ("set", "del", "hset", "zadd", "xadd")}
    morning.later(seconds=1)
    morning.sweep()
    assert {command: times(morning, command) for command in before} == before | {"set": before["set"] + 1}


def test_tables_that_are_lost_are_written_again(morning: Morning):
    morning.sweep()
    words = morning.redis.get(PACE)
    morning.redis.delete(PACE)
    morning.sweep()
    assert words is not None
    assert morning.redis.get(PACE) == words
