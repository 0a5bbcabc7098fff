"""Guessing is slow: failed sign-ins are counted, by name and by address; a crowd that signs in is not."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from redis import Redis
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., object])
BY_NAME = "5 per minute; 30 per hour"
BY_ADDRESS = "60 per 5 minutes"

limiter = Limiter(get_remote_address, headers_enabled=False, in_memory_fallback_enabled=True)


def count_in(redis: Redis, app: Flask) -> None:
    """Count in Redis, so that all processes share the count; in memory for as long as Redis is away."""
    app.config["RATELIMIT_STORAGE_URI"] = "redis://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": redis.connection_pool}
    limiter.init_app(app)


def _failed(response: Response) -> bool:
    return response.status_code == 401  # noqa: PLR2004


def _by_name_and_address() -> str:
    given = request.get_json(silent=True) if request.is_json else request.form
    name = given.get("name", "") if isinstance(given, Mapping) else ""
    return f"{str(name)[:64].strip().lower()}@{request.remote_addr}"


_by_address = limiter.shared_limit(BY_ADDRESS, "sign-in", deduct_when=_failed)
_by_name = limiter.shared_limit(BY_NAME, "sign-in", key_func=_by_name_and_address, deduct_when=_failed)


def slow_down_guessing(view: View) -> View:
    """Count failures of this view, and refuse for a while when there are too many."""
    return cast(View, _by_address(_by_name(view)))
