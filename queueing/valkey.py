"""One way to the Redis or Valkey that keeps the order: `REDIS_URL`, or the embedded server."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from redis import ConnectionPool, Redis, UnixDomainSocketConnection
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer
from redis.retry import Retry

from queueing import embedded
from queueing.settings import QueueSettings

TRIES = 6


class EmbeddedConnection(UnixDomainSocketConnection):
    """A connection that starts the embedded server where it is gone."""

    def __init__(self, *, data: Path, **rest: Any) -> None:
        super().__init__(**rest)  # type: ignore[no-untyped-call]
        self.data = data

    def _connect(self) -> socket.socket:
        try:
            return cast(socket.socket, super()._connect())  # type: ignore[no-untyped-call]
        except (ConnectionError, FileNotFoundError):
            embedded.start(self.data)
            return cast(socket.socket, super()._connect())  # type: ignore[no-untyped-call]


def connect(settings: QueueSettings, *, text: bool = True) -> Redis:
    """Open a client that survives a restart of the server; RQ wants bytes, so `text=False`."""
    options: dict[str, Any] = {
        "decode_responses": text,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "retry": Retry(ExponentialWithJitterBackoff(cap=0.5, base=0.02), TRIES),
        "retry_on_error": [NoConnection, NoAnswer],
    }
    if settings.redis_url:
        return Redis.from_url(settings.redis_url, **options)
    path = str(embedded.socket_path(settings.data))
    pool = ConnectionPool(EmbeddedConnection, data=settings.data, path=path, **options)
    return Redis(connection_pool=pool)


@contextmanager
def connect_once(settings: QueueSettings) -> Iterator[Redis]:
    """Open a client for one errand; an embedded server that was started for it ends with it."""
    stays = bool(settings.redis_url) or embedded.is_running(settings.data)
    try:
        with closing(connect(settings)) as redis:
            yield redis
    finally:
        if not stays:
            stop_embedded(settings)


def stop_embedded(settings: QueueSettings) -> None:
    """End the embedded server, where there is one; the next client would start it again."""
    if not settings.redis_url:
        embedded.stop(settings.data)
