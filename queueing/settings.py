"""What the line needs to know of the environment."""

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from redis.connection import parse_url

from booking_core import GroundSettings


class QueueSettings(GroundSettings):
    """Where the order is kept (`REDIS_URL`, or the embedded Valkey), and how fast we may dial."""

    redis_url: str | None = None
    calls_a_second: float = Field(default=1.0, gt=0)  # that the carrier starts for the account

    @field_validator("redis_url")
    @classmethod
    def _can_be_reached(cls, url: str | None) -> str | None:
        try:
            _ = not url or parse_url(url)  # type: ignore[no-untyped-call]
        except ValueError:
            raise PydanticCustomError("redis_url", "must be redis://HOST:PORT/0 or unix:///PATH") from None
        return url
