"""How long it takes to make the order anew from SQL when Redis has lost everything: the same order."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from time import perf_counter
from typing import Any, cast

from redis import Redis
from sqlalchemy import Connection, insert

from booking_core import Database, metadata
from queueing import Line, Place, rebuild
from scripts.measures.crowd import CLASSES, LATE, place
from scripts.measures.given import ROUNDS, Given
from scripts.measures.ground import databases, valkey
from scripts.measures.rows import Row

WAITING = 100_000
MOST = 5.0  # seconds
BATCH = 10_000
NAME = "bench"


def measure(given: Given) -> Iterator[Row]:
    """Empty Redis and bring everybody back, on each engine."""
    waiting = given.size(WAITING, 10)
    with valkey() as redis, databases() as urls:
        for engine, url in urls.items():
            with closing(Database(url)) as database:
                database.run(lambda tx: _write(tx, waiting))
                took = sorted(_rebuilt(database, redis, waiting) for _ in range(ROUNDS))
            yield Row(f"rebuild of {WAITING:,} places, {engine}", took[ROUNDS // 2], "s", at_most=MOST)


def _rebuilt(database: Database, redis: Redis, waiting: int) -> float:
    redis.flushall()
    began = perf_counter()
    count = rebuild(database, redis, LATE, NAME)
    took = perf_counter() - began
    if count != waiting or _order(redis) != [str(number) for number in range(waiting)]:
        raise AssertionError("the rebuilt order is not the order of the keys")
    return took


def _order(redis: Redis) -> list[str]:
    orders = [f"line:{{{NAME}}}:order:{each}" for each in Line(redis, NAME).classes()]
    return list(cast("list[str]", redis.zunion(orders)))


def _write(tx: Connection, waiting: int) -> None:
    table = metadata.tables["place"]
    tx.execute(insert(metadata.tables["wish_class"]), [{"line": NAME, "name": each} for each in CLASSES])
    for first in range(0, waiting, BATCH):
        tx.execute(insert(table), [_row(each) for each in range(first, min(first + BATCH, waiting))])


def _row(number: int) -> dict[str, Any]:
    it = place(number, NAME)
    return {each.name: getattr(it, each.name) for each in fields(Place) if each.name in COLUMNS}


COLUMNS = {column.name for column in metadata.tables["place"].c}
