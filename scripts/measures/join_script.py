"""What the join script costs the server, against a bare INCR, ZADD, HSET and ZRANK.

One command at a time, as webhooks send them, over as many members of the same size. `commandstats` counts
what a command's own work took; of a script that is Lua and the commands within. Beside it are shown the same
four in one script, and a script that does nothing with as many words: Lua's own price.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from redis import Redis

from queueing import Line
from scripts.measures.crowd import crowd, place
from scripts.measures.given import ROUNDS, Given
from scripts.measures.ground import valkey
from scripts.measures.rows import Row, ratio
from scripts.measures.script_time import microseconds

WAITING = 100_000
CALLS = 2_000
MOST = 1.4  # times
BARE = ("incr", "zadd", "hset", "zrank")
FOUR = """
redis.call('INCR', KEYS[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
return redis.call('ZRANK', KEYS[2], ARGV[1])
"""
NOTHING = "return 1"
Run = Callable[[int, str, str], object]


def measure(given: Given) -> Iterator[Row]:
    """Compare them by turns at one depth."""
    sides: dict[str, list[float]] = {"ours": [], "bare": [], "four": [], "nothing": []}
    waiting, calls = given.size(WAITING, 10), given.size(CALLS, 10)
    with valkey() as redis:
        line = crowd(redis, "bench", waiting)
        for name in ("bare", "four"):
            _copy(redis, "bench", name)
        for turn in range(ROUNDS):
            numbers = range(waiting + turn * calls, waiting + (turn + 1) * calls)
            for name, spent in _turn(redis, line, numbers):
                sides[name].append(spent)
    yield ratio("join script, server time", sides["ours"], sides["bare"], "us").bar(at_most=MOST)
    yield ratio("  the four in one script of Lua", sides["four"], sides["bare"], "us")
    yield ratio("  a script that does nothing, 12 words", sides["nothing"], sides["bare"], "us")


def _turn(redis: Redis, line: Line, numbers: range) -> Iterator[tuple[str, float]]:
    places = [place(number, "bench") for number in numbers]
    record = cast("str", redis.hget("line:{bench}:places", "0"))
    each = partial(_for_each, [(it.id, str(it.key), record) for it in places])
    yield "bare", sum(microseconds(redis, BARE, lambda: each(partial(_bare, redis))).values())
    for name, work in {
        "ours": lambda: [line.publish(it) for it in places],
        "four": lambda: each(_script(redis, FOUR, ["four:seq", "four:order", "four:places"])),
        "nothing": lambda: each(_script(redis, NOTHING, ["a", "b", "c", "d", "e", "f"], "", "", "")),
    }.items():
        yield name, microseconds(redis, ["evalsha"], work)["evalsha"]


def _for_each(words: list[tuple[int, str, str]], run: Run) -> None:
    for place_id, key, record in words:
        run(place_id, key, record)


def _bare(redis: Redis, place_id: int, key: str, record: str) -> None:
    ask: Any = redis.execute_command  # redis-py's own `incr` asks for another command
    ask("INCR", "bare:seq")
    ask("ZADD", "bare:order", key, place_id)
    ask("HSET", "bare:places", place_id, record)
    ask("ZRANK", "bare:order", place_id)


def _script(redis: Redis, body: str, keys: list[str], *more: str) -> Run:
    sha = redis.script_load(body)
    return lambda *words: redis.evalsha(sha, len(keys), *keys, *words, *more)


def _copy(redis: Redis, line: str, name: str) -> None:
    """Give a bare side as many members, under the same keys, as the line has."""
    orders = [f"line:{{{line}}}:order:{each}" for each in ("desk.en", "desk.fr", "keys.any.0.1")]
    redis.zunionstore(f"{name}:order", orders)
    redis.copy(f"line:{{{line}}}:places", f"{name}:places")
