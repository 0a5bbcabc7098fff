"""What is left for each class, as the clock writes it for the wait loop."""

from booking_core import Left
from queueing import tables
from queueing.measured import refresh, stock
from tests.queueing.morning import Morning

UNITS = [Left(3, 0, 10, 1), Left(3, 2, 5, 0), Left(4, 0, 7, 2)]


def test_each_class_sees_the_units_that_it_may_book():
    names = ["keys.3.0.1", "keys.3.0-2.2", "keys.any.0.1", "keys.any.2.1", "keys.9.0.1"]
    assert stock.by_class(names, UNITS) == {
        "keys.3.0.1": (10, 1),
        "keys.3.0-2.2": (15, 1),
        "keys.any.0.1": (17, 3),
        "keys.any.2.1": (5, 0),
        "keys.9.0.1": (0, 0),
    }


def test_the_clock_writes_a_row_for_each_class_that_waits_for_units(morning: Morning):
    with morning.database.engine.begin() as tx:
        for name in ("desk.en", "keys.any.0.1"):
            tx.execute(tables.wish_class.insert().values(line="main", name=name))
    refresh(morning.database, morning.redis, morning.now)
    assert morning.redis.hgetall("line:{main}:left") == {"keys.any.0.1": "0 0"}
