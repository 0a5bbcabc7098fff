"""The scripts that a Redis client is asked to run, remembered and run again for others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from redis import Redis


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a script, as it was asked for."""

    sha: str
    keys: int
    words: tuple[str, ...]

    def again(self, redis: Redis, words: Mapping[str, str]) -> object:
        """Run it with other words in the place of some, even within a word that holds several."""
        mine = [" ".join(words.get(part, part) for part in word.split(" ")) for word in self.words]
        return redis.evalsha(self.sha, self.keys, *mine)


@contextmanager
def heard(redis: Redis) -> Iterator[list[Run]]:
    """Remember the scripts that are run meanwhile."""
    runs: list[Run] = []
    evalsha: Any = redis.evalsha

    def remember(sha: str, keys: int, *words: Any) -> Any:
        runs.append(Run(sha, keys, tuple(str(word) for word in words)))
        return evalsha(sha, keys, *words)

    client: Any = redis
    client.evalsha = remember
    try:
        yield runs
    finally:
        del client.evalsha
