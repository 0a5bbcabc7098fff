"""When the clock last swept: for whoever asks whether it lives."""

from datetime import UTC, datetime

from redis import Redis

from queueing.line import answering

KEY = "fairline:clock"  # milliseconds since 1970


def beaten(redis: Redis, now: datetime) -> None:
    """Note that the clock has swept."""
    with answering():
        redis.set(KEY, round(now.timestamp() * 1000))


def last_beat(redis: Redis) -> datetime | None:
    """Return when it last did; None where it never has, or Redis was emptied since."""
    with answering():
        at = redis.get(KEY)
    return None if at is None else datetime.fromtimestamp(int(at) / 1000, UTC)
