"""Whether Redis is new enough for the order, and keeps it."""

from redis import Redis
from redis.exceptions import ResponseError

from scripts.operator.fault import Fault

OLDEST = (7, 0)


def keeps_the_order(redis: Redis) -> str:
    """Say what Redis it is and how it keeps what it knows, or raise what is wrong with it."""
    told = redis.info()
    version = str(told.get("valkey_version") or told["redis_version"])
    if tuple(int(each) for each in version.split(".")[:2]) < OLDEST:
        raise Fault(f"{version} is too old", "take Redis 7.0 or Valkey 7.2, or newer")
    if told.get("maxmemory_policy", "noeviction") != "noeviction":
        raise Fault("it throws keys away when memory is short", "CONFIG SET maxmemory-policy noeviction")
    return f"{version}, {_kept(redis, is_logged=bool(told.get('aof_enabled')))}"


def _kept(redis: Redis, *, is_logged: bool) -> str:
    if is_logged:
        return "keeps what it knows"
    try:
        snapshots = redis.config_get("save")["save"]
    except (ResponseError, KeyError):  # a service that keeps its settings to itself
        return "whether it keeps what it knows is unknown: it does not tell its settings"
    if not snapshots:
        raise Fault("what it knows is lost when it ends", "CONFIG SET appendonly yes")
    return "keeps what it knew at its last snapshot"
