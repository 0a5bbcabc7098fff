"""Errands at once, and yet in order."""

import threading
from datetime import UTC, datetime

from booking_core import Errand
from ivr.side_by_side import side_by_side

NOW = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)


def errand(key: int, call: str | None = None) -> Errand:
    payload = {"call_sid": call or f"CA{key}", "place": key}
    return Errand(key, "turn", str(key), payload, NOW, 1)


def test_they_are_begun_in_order_and_what_came_of_each_is_returned_in_order() -> None:
    begun: list[int] = []

    def carry_out(each: Errand) -> int:
        begun.append(each.id)
        return each.id * 2

    assert side_by_side([errand(key) for key in range(40)], carry_out) == [key * 2 for key in range(40)]
    assert begun == list(range(40))


def test_one_that_takes_long_does_not_hold_up_the_next() -> None:
    all_here = threading.Barrier(3, timeout=20)
    side_by_side([errand(key) for key in range(3)], lambda _: all_here.wait())  # breaks if they do not meet


def test_two_about_the_same_call_never_overlap() -> None:
    under_way, most, lock = [0], [0], threading.Lock()
    more = threading.Event()

    def carry_out(_: Errand) -> None:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        more.wait(0.05)
        with lock:
            under_way[0] -= 1

    side_by_side([errand(key, call="CA1") for key in range(4)], carry_out)
    assert most == [1]


def test_one_at_a_time_is_strictly_in_order() -> None:
    begun: list[int] = []
    side_by_side([errand(key) for key in range(9)], lambda each: begun.append(each.id), at_once=1)
    assert begun == list(range(9))
