"""What the line needs to know of the environment."""

from booking_core import GroundSettings


class QueueSettings(GroundSettings):
    """Where the order is kept: `REDIS_URL`, or the embedded Valkey in the data folder."""

    redis_url: str | None = None
