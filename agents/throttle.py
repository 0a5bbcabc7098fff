"""Guessing is slow: failed sign-ins are counted, by name and by address; a crowd that signs in is not."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import TypeVar, cast

from flask import Flask, Response, after_this_request, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from redis import Redis, RedisError

View = TypeVar("View", bound=Callable[..., object])
BY_NAME = "5 per minute; 30 per hour"
BY_ADDRESS = "60 per 5 minutes"
NAMES, ADDRESSES = "sign-in by name", "sign-in by address"

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


# A name is counted before its password is checked: of many guesses at once none would be late enough else.
# An address is counted after it, for a crowd may come from one.
_by_name = limiter.shared_limit(BY_NAME, NAMES, key_func=_by_name_and_address)
_by_address = limiter.shared_limit(BY_ADDRESS, ADDRESSES, deduct_when=_failed)


def slow_down_guessing(view: View) -> View:
    """Count failures of this view, and refuse for a while when there are too many."""
    counted = _by_address(_by_name(view))

    @wraps(view)
    def judged(*given: object, **named: object) -> object:
        after_this_request(_give_back)
        return counted(*given, **named)

    return cast(View, judged)


def _give_back(response: Response) -> Response:
    """Take off the count again what was no failure; where Redis has just gone, the count ends by itself."""
    if not _failed(response):
        with suppress(RedisError):
            for each in limiter.current_limits:
                if NAMES in each.request_args:
                    limiter.limiter.hit(each.limit, *each.request_args, cost=-1)
    return response
