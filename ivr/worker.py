"""The worker's process: `python -m ivr.worker`. It answers the bell, and survives Redis being away."""

import logging
import time

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from booking_core import DatabaseAway
from ivr.jobs import drain, workshop
from ivr.logs import configure_logs, log
from ivr.settings import BadSettings
from queueing import LineAway, as_bytes

QUEUE = "fairline"
WORKER_TTL = 30
A_WHILE = 1.0


class Answering(SimpleWorker):
    """Runs jobs in its own process, so that nothing is connected anew for each."""


def main() -> None:
    """Drain once, for bells that were lost, and then whenever one rings."""
    configure_logs()
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    try:
        at = workshop()
        at.carrier.prepare()
    except BadSettings as fault:
        raise SystemExit(str(fault)) from None
    while True:
        try:
            drain()
            return answer(as_bytes(at.parts.redis))
        except (RedisError, LineAway, DatabaseAway, OSError) as error:
            log.warning("away", error=type(error).__name__)
            time.sleep(A_WHILE)


def answer(redis: Redis) -> None:
    """Work until told to stop."""
    redis.connection_pool.connection_kwargs["socket_timeout"] = (
        None  # RQ waits longer for a bell than others for an answer
    )
    queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
    worker = Answering([queue], connection=redis, worker_ttl=WORKER_TTL, serializer=JSONSerializer)
    worker.work(logging_level="WARNING")


if __name__ == "__main__":
    main()
