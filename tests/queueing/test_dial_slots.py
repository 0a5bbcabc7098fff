"""At most so many calls a second, however many start them, and in the order in which they were owed."""

import threading
from datetime import timedelta
from itertools import pairwise

import pytest

from booking_core import Database, Outbox
from queueing import dial_slots
from tests.queueing.owed import NOON

SECOND = dial_slots.gap(1)  # and a little


@pytest.fixture
def owing(database: Database) -> Database:
    """Owe forty dials, in the order of their places."""
    database.run(
        lambda tx: [Outbox.put(tx, "dial", str(n), {"place": n, "attempt": 1}, NOON) for n in range(40)]
    )
    database.run(lambda tx: Outbox.put(tx, "hang_up", "CA1", {"call_sid": "CA1"}, NOON))
    return database


def places(slots: list) -> list[int]:
    return [errand.payload["place"] for _, errand in slots]


def test_slots_lie_a_gap_apart_and_none_is_saved_up(owing: Database):
    (first,) = dial_slots.take(owing, 1, NOON, timedelta(0))
    assert first[0] == NOON
    assert dial_slots.take(owing, 1, NOON + SECOND * 0.9, timedelta(0)) == []
    (second,) = dial_slots.take(owing, 1, NOON + SECOND, timedelta(0))
    later = NOON + timedelta(seconds=20)
    (third,) = dial_slots.take(owing, 1, later, timedelta(0))
    assert [slot for slot, _ in (second, third)] == [NOON + SECOND, later]
    assert places([first, second, third]) == [0, 1, 2]


def test_a_worker_takes_those_that_come_within_a_moment(owing: Database):
    slots = dial_slots.take(owing, 100, NOON, SECOND / 4)
    assert len(slots) == 26
    assert {after[0] - before[0] for before, after in pairwise(slots)} == {dial_slots.gap(100)}
    assert places(slots) == list(range(26))
    assert dial_slots.take(owing, 100, NOON + SECOND / 5, timedelta(0)) == []


def test_two_workers_at_once_never_have_one_slot(owing: Database):
    found, barrier = [], threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        for step in range(20):
            found.extend(dial_slots.take(owing, 10, NOON + step * SECOND / 10, SECOND / 4))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    slots = sorted(slot for slot, _ in found)
    assert len(set(places(found))) == len(found) >= 20
    assert all(after - before >= dial_slots.gap(10) for before, after in pairwise(slots))
    assert places(sorted(found, key=lambda each: each[0])) == sorted(places(found))


def test_who_was_late_moves_the_others_on(owing: Database):
    dial_slots.take(owing, 1, NOON, timedelta(0))
    dial_slots.delay(owing, SECOND / 2)
    assert dial_slots.take(owing, 1, NOON + SECOND, timedelta(0)) == []
    assert len(dial_slots.take(owing, 1, NOON + 1.5 * SECOND, timedelta(0))) == 1


def test_a_clock_that_was_wrong_holds_nothing_up(owing: Database):
    dial_slots.take(owing, 1, NOON + timedelta(days=1), timedelta(0))
    assert len(dial_slots.take(owing, 1, NOON, timedelta(0))) == 1


def test_how_long_it_is_until_the_next(owing: Database):
    assert dial_slots.until_next(owing, NOON) == timedelta(0)
    dial_slots.take(owing, 1, NOON, timedelta(0))
    assert dial_slots.until_next(owing, NOON + SECOND / 2) == SECOND / 2
    while dial_slots.take(owing, 1000, NOON + 2 * SECOND, SECOND):
        pass
    assert dial_slots.until_next(owing, NOON + 2 * SECOND) is None
    assert [each.kind for each in Outbox(owing).take(NOON, but=["dial"])] == ["hang_up"]


def test_a_lease_that_ran_out_is_given_again_and_the_old_word_does_not_count(owing: Database):
    ((_, stale),) = dial_slots.take(owing, 1, NOON, timedelta(0))
    late = NOON + timedelta(seconds=31)
    ((_, fresh),) = dial_slots.take(owing, 1, late, timedelta(0))
    assert (fresh.id, fresh.fence) == (stale.id, 2)
    assert not Outbox(owing).done(stale, late)
    assert Outbox(owing).done(fresh, late)
