"""The doorbell and the worker that hears it."""

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from queueing import QUEUE, as_bytes, ring

HEARD = "tests:heard"


def hear() -> None:
    """What the worker does in these tests, on the connection of its own job."""
    from rq import get_current_job  # noqa: PLC0415

    job = get_current_job()
    assert job is not None
    job.connection.incr(HEARD)


def answer(valkey: Redis) -> None:
    """Be the worker that hears the bell, until all is quiet."""
    SimpleWorker([QUEUE], connection=as_bytes(valkey), serializer=JSONSerializer).work(burst=True)


@pytest.fixture
def job() -> str:
    return f"{__name__}.hear"


def test_two_rings_are_one_bell(valkey: Redis, job: str):
    assert [ring(valkey, job), ring(valkey, job)] == [True, False]
    answer(valkey)
    assert valkey.get(HEARD) == "1"


def test_a_bell_can_be_rung_again_once_it_was_heard(valkey: Redis, job: str):
    for _ in range(3):
        assert ring(valkey, job)
        answer(valkey)
    assert valkey.get(HEARD) == "3"


def test_a_bell_lost_with_its_worker_is_rung_anew(valkey: Redis, job: str):
    ring(valkey, job)
    as_bytes(valkey).delete("rq:queue:fairline")  # taken from the queue by a worker that was then killed
    assert ring(valkey, job)
