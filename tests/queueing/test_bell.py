"""The doorbell and the worker that hears it."""

import pytest
from redis import Redis

from queueing import listener, ring
from queueing.bell import as_bytes

HEARD = "tests:heard"


def hear() -> None:
    """What the worker does in these tests, on the connection of its own job."""
    from rq import get_current_job  # noqa: PLC0415

    job = get_current_job()
    assert job is not None
    job.connection.incr(HEARD)


@pytest.fixture
def job() -> str:
    return f"{__name__}.hear"


def test_two_rings_are_one_bell(valkey: Redis, job: str):
    assert [ring(valkey, job), ring(valkey, job)] == [True, False]
    listener(valkey).work(burst=True)
    assert valkey.get(HEARD) == "1"


def test_a_bell_can_be_rung_again_once_it_was_heard(valkey: Redis, job: str):
    for _ in range(3):
        assert ring(valkey, job)
        listener(valkey).work(burst=True)
    assert valkey.get(HEARD) == "3"


def test_a_bell_lost_with_its_worker_is_rung_anew(valkey: Redis, job: str):
    ring(valkey, job)
    as_bytes(valkey).delete("rq:queue:fairline")  # taken from the queue by a worker that was then killed
    assert ring(valkey, job)
