"""Server time as Redis itself counts it: `INFO commandstats`, in microseconds."""

from collections.abc import Callable, Iterable

from redis import Redis


def microseconds(redis: Redis, commands: Iterable[str], work: Callable[[], object]) -> dict[str, float]:
    """Do some work and return what the server spent on each call of these commands."""
    names = list(commands)
    before = _counted(redis)
    work()
    after = _counted(redis)
    return {name: _a_call(before.get(name, (0, 0)), after[name]) for name in names}


def _counted(redis: Redis) -> dict[str, tuple[int, int]]:
    stats = redis.info("commandstats")
    return {name.removeprefix("cmdstat_"): (it["usec"], it["calls"]) for name, it in stats.items()}


def _a_call(before: tuple[int, int], after: tuple[int, int]) -> float:
    return (after[0] - before[0]) / (after[1] - before[1])
