"""The doorbell: one RQ job that lets an `ivr` worker drain the outbox. A lost bell loses nothing."""

import secrets
from functools import lru_cache

from redis import ConnectionPool, Redis
from rq import Queue
from rq.serializers import JSONSerializer

from queueing.line import answering

QUEUE = "fairline"
DRAIN = "ivr.jobs.drain"


def ring(redis: Redis, job: str = DRAIN) -> bool:
    """Ask for a drain, unless one is asked for already and has not begun.

    A bell that a killed worker took along is not in the queue any more, so the next ring is a new one; a bell
    rung while a drain runs is heard after it.
    """
    with answering():
        queue = _queue(redis)
        if any(waiting.startswith("drain-") for waiting in queue.get_job_ids()):
            return False
        unique = f"drain-{secrets.token_hex(8)}"
        queue.enqueue(job, job_id=unique, result_ttl=0, failure_ttl=600, job_timeout=60)
    return True


def as_bytes(redis: Redis) -> Redis:
    """Return a client for the same server that leaves bytes as they are, which RQ needs."""
    pool = redis.connection_pool
    same = {**pool.connection_kwargs, "decode_responses": False}
    return Redis(connection_pool=ConnectionPool(pool.connection_class, **same))


@lru_cache(maxsize=4)
def _queue(redis: Redis) -> Queue:
    return Queue(QUEUE, connection=as_bytes(redis), serializer=JSONSerializer)  # pickle runs what Redis holds
