"""What the line needs to know of the environment."""

from pydantic import Field

from booking_core import GroundSettings


class QueueSettings(GroundSettings):
    """Where the order is kept (`REDIS_URL`, or the embedded Valkey), and how fast we may dial."""

    redis_url: str | None = None
    calls_a_second: float = Field(default=1.0, gt=0)  # that the carrier starts for the account
