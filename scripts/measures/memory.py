"""What a waiting caller takes of Redis' memory: the place, what was said to it, a share of the stream."""

from collections.abc import Iterator

from redis import Redis

from queueing import Line
from scripts.measures.crowd import LATE, crowd, place
from scripts.measures.given import Given
from scripts.measures.ground import valkey
from scripts.measures.rows import Row

WAITING = 100_000
MOST = 1_000  # bytes


def measure(given: Given) -> Iterator[Row]:
    """Let everybody join and hear a position, and look at the memory before and after."""
    waiting = given.size(WAITING, 10)
    with valkey() as redis:
        line = crowd(redis, "bench", 0)
        before = _used(redis)
        for number in range(100, 100 + waiting):
            _come(line, number)
        line.forget(LATE)  # as the clock does every second
        spent = (_used(redis) - before) / waiting
    yield Row("memory a waiting caller, in Redis", spent, "bytes", at_most=MOST)


def _come(line: Line, number: int) -> None:
    line.publish(place(number, line.name))
    line.wait(number, "1.0.0", LATE)


def _used(redis: Redis) -> int:
    return int(redis.info("memory")["used_memory"])
